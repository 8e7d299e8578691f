// pipeline/: which files and pages, rejects, words of the searchable PDF.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "../support/made_records.h"
#include "../support/no_descriptors.h"
#include "../support/temp_folder.h"
#include "core/changes.h"
#include "core/error.h"
#include "pipeline/inputs/inputs.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/rejects.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/output/output_files.h"
#include "pipeline/output/received_document.h"
#include "record/schema/ids.h"
#include "record/schema/row_codec.h"
#include "store/store.h"
#include "worker/document_restoration.h"
#include "worker/make_document.h"
#include "worker/placed_pages.h"
#include "worker/protocol.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;
using testing::put_bytes;
using testing::TempFolder;

std::vector<std::string> paths(const FoundInputs& found) {
  std::vector<std::string> out;
  for (const RunInput& input : found.inputs) out.push_back(input.name.path);
  return out;
}

TEST(Inputs, FoldersAreWalkedWithoutDotNamesAndWithoutTheOutput) {
  const TempFolder folder;
  fs::create_directories(folder / "in/b/.hidden");
  fs::create_directories(folder / "in/out");
  for (const char* name :
       {"in/b/2.pdf", "in/1.txt", "in/.DS_Store", "in/b/.hidden/3.pdf", "in/out/codau.db"}) {
    put_bytes(folder / name, "x");
  }
  const FoundInputs found = find_inputs({folder / "in"}, folder / "in/out");
  EXPECT_EQ(paths(found), (std::vector<std::string>{"1.txt", "b/2.pdf"}));
  EXPECT_EQ(found.inputs[1].name.name, "2.pdf");
  EXPECT_EQ(found.inputs[1].file, folder / "in/b/2.pdf");
  EXPECT_EQ(found.left_out, 2U);
}

TEST(Inputs, AGivenFileIsTakenWhateverItsName) {
  const TempFolder folder;
  put_bytes(folder / ".odd", "x");
  EXPECT_EQ(paths(find_inputs({folder / ".odd"}, folder / "out")),
            (std::vector<std::string>{".odd"}));
}

TEST(Inputs, OtherThingsThanFilesAreRefusedNotOpened) {
  const TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  fs::create_symlink("nowhere", folder / "broken");
  fs::create_directory_symlink(folder.path(), folder / "circle");
  fs::create_symlink("self", folder / "self");
  const FoundInputs found = find_inputs({folder.path()}, folder / "out");
  ASSERT_EQ(paths(found), (std::vector<std::string>{"broken", "pipe", "self"}));
  EXPECT_EQ(found.inputs[0].refused, Cause::kBrokenLink);
  EXPECT_EQ(found.inputs[1].refused, Cause::kNotAFile);
  EXPECT_EQ(found.inputs[2].refused, Cause::kLinkLoop);
}

TEST(Inputs, LinkedFoldersAreWalkedOnceUnderTheirFirstName) {
  const TempFolder folder;
  fs::create_directories(folder / "in/plain");
  fs::create_directories(folder / "away");
  put_bytes(folder / "away/1.txt", "x");
  put_bytes(folder / "in/plain/2.txt", "x");
  for (const char* name : {"b", "a"}) fs::create_directory_symlink("../away", folder / "in" / name);
  fs::create_directory_symlink("plain", folder / "in/again");
  fs::create_directory_symlink("..", folder / "in/up");
  const FoundInputs found = find_inputs({folder / "in"}, folder / "out");
  EXPECT_EQ(paths(found), (std::vector<std::string>{"a/1.txt", "plain/2.txt", "up"}));
  EXPECT_EQ(found.inputs[2].refused, Cause::kLinkLoop);
}

TEST(Inputs, NoLinkOfAWatchedFolderIsFollowed) {
  const TempFolder folder;
  fs::create_directories(folder / "in/plain");
  fs::create_directories(folder / "away");
  put_bytes(folder / "away/1.txt", "secret");
  put_bytes(folder / "in/plain/2.txt", "x");
  fs::create_directory_symlink("../away", folder / "in/a");
  fs::create_symlink("../away/1.txt", folder / "in/b.txt");
  const FoundInputs found =
      find_inputs({folder / "in"}, folder / "out", InputGrouping::kNone, LinkPolicy::kRefuse);
  EXPECT_EQ(paths(found), (std::vector<std::string>{"a", "b.txt", "plain/2.txt"}));
  EXPECT_EQ(found.inputs[0].refused, Cause::kNotAFile);
  EXPECT_EQ(found.inputs[1].refused, Cause::kNotAFile);
  // Somebody puts a link in the place of a file, or of its folder, after it was found.
  const fs::path root = folder / "in";
  EXPECT_NO_THROW(static_cast<void>(hash_file(root / "plain/2.txt", {}, root)));
  for (const char* const linked : {"b.txt", "a/1.txt", "../away/1.txt", "plain/../../away/1.txt"}) {
    try {
      static_cast<void>(hash_file(root / linked, {}, root));
      ADD_FAILURE() << linked;
    } catch (const Error& error) {
      EXPECT_EQ(error.cause(), Cause::kNotAFile) << linked;
    }
  }
}

TEST(Inputs, WhatSystemsLeaveBehindIsCountedEvenIfGiven) {
  const TempFolder folder;
  for (const char* name : {"Thumbs.db", "~$plan.docx", "plan.txt"}) put_bytes(folder / name, "x");
  const FoundInputs found =
      find_inputs({folder.path(), folder / "Thumbs.db", folder / "plan.txt"}, folder / "out");
  EXPECT_EQ(paths(found), (std::vector<std::string>{"plan.txt", "plan.txt"}));
  EXPECT_EQ(found.left_out, 3U);
}

TEST(Inputs, ResultsOfAnEarlierRunAreNoInputsButWhatLiesBesideThemIs) {
  const TempFolder folder;
  { const store::Store store(folder / "in/codau.db"); }
  fs::create_directories(folder / "in/documents");
  for (const char* name : {"in/documents/text.txt", "in/rejects.csv", "in/plan.txt"}) {
    put_bytes(folder / name, "x");
  }
  const FoundInputs found = find_inputs({folder / "in"}, folder / "out");
  EXPECT_EQ(paths(found), std::vector<std::string>{"plan.txt"});
  EXPECT_EQ(found.results, std::vector<fs::path>{folder / "in"});
}

TEST(Inputs, WhatDoesNotExistIsWrongUsage) {
  const TempFolder folder;
  try {
    (void)find_inputs({folder / "absent"}, folder / "out");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kUsage);
    EXPECT_NE(std::string(error.what()).find("absent"), std::string::npos);
  }
}

TEST(PageSelection, NumbersAndRanges) {
  const PageSelection choice("1-3,7");
  EXPECT_TRUE(choice.has(1));
  EXPECT_TRUE(choice.has(3));
  EXPECT_FALSE(choice.has(4));
  EXPECT_TRUE(choice.has(7));
  EXPECT_FALSE(choice.has(8));
  EXPECT_TRUE(PageSelection().has(4'000'000'000));
}

TEST(PageSelection, AnythingElseIsWrongUsage) {
  for (const char* list :
       {"", ",", "0", "3-1", "1,", ",1", "a", "1-", "-1", "1--2", " 1", "99999999999", "1-2-3"}) {
    EXPECT_THROW((void)PageSelection(list), Error) << list;
  }
}

TEST(Shard, ReadsItsNotation) {
  EXPECT_EQ(parse_shard("2/8").index, 2U);
  EXPECT_EQ(parse_shard("2/8").count, 8U);
  for (const char* text : {"", "1", "0/2", "3/2", "1/0", "/2", "1/", "1/2/3", "a/b"}) {
    EXPECT_THROW((void)parse_shard(text), Error) << text;
  }
}

TEST(Rejects, SortedByFileAndPageEachOnceWithEveryKey) {
  const Reject late{RejectStage::kPage, "b.pdf", "22", 10, "", Cause::kTimeout, "late\x1b"};
  const Reject early{RejectStage::kPage, "b.pdf", "22", 9, "", Cause::kDamaged};
  const Reject other{RejectStage::kInput, "a\xFF.pdf", "", {}, "", Cause::kEmpty};
  const std::string lines = to_jsonl(sort_rejects({late, early, other, late}));
  std::vector<nlohmann::json> rows;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    rows.push_back(nlohmann::json::parse(lines.substr(at, end - at)));
    at = end + 1;
  }
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0]["code"], "EMPTY");
  EXPECT_TRUE(rows[0]["doc_id"].is_null());
  EXPECT_TRUE(rows[0]["page"].is_null());
  EXPECT_EQ(rows[1]["page"], 9);
  EXPECT_EQ(rows[2]["page"], 10);
  EXPECT_EQ(rows[2]["stage"], "page");
  EXPECT_EQ(rows[2]["detail"], "late\uFFFD");
  EXPECT_TRUE(rows[1]["detail"].is_null());
  for (const char* key : {"cause_vi", "cause_en", "hint_vi", "hint_en"}) {
    EXPECT_FALSE(rows[2][key].get<std::string>().empty()) << key;
  }
  EXPECT_EQ(to_jsonl({}), "");
  const std::string table = to_csv({late});
  EXPECT_NE(table.find("\"b.pdf\",\"10\","), std::string::npos) << table;
}

TEST(Rejects, FilesOfOnePathAreToldApart) {
  const auto of = [](const std::string& doc_id, const std::string& origin) {
    Reject reject{RejectStage::kInput, "a.pdf", doc_id, {}, "", Cause::kDamaged};
    reject.origin = origin;
    reject.output = origin.empty() ? "" : "/" + origin;
    EXPECT_EQ(reject_from_json(to_json(reject)), reject);
    return reject;
  };
  const auto lines = [](const std::vector<Reject>& rejects) {
    const std::string all = to_jsonl(rejects);
    return std::pair(std::ranges::count(all, '\n'), all.find("\"output\":\"/one\"") != all.npos);
  };
  using Told = std::pair<std::ptrdiff_t, bool>;
  EXPECT_EQ(lines(merge_rejects({of("", "one"), of("", "other")})), Told(2, true));
  EXPECT_EQ(lines(merge_rejects({of("", "one"), of("", ""), of("", "one")})), Told(2, true));
  EXPECT_EQ(lines(merge_rejects({of("11", "one"), of("22", "other")})), Told(2, true));
  EXPECT_EQ(lines(merge_rejects({of("11", "one"), of("11", "other")})),
            Told(1, false));  // one content
  EXPECT_EQ(lines(merge_rejects({of("", "one"), of("", "one")})), Told(1, false));
  EXPECT_EQ(lines(merge_rejects({of("", "one"), of("33", "one")})), Told(2, false));
  const std::string table = to_csv(merge_rejects({of("", "one"), of("", "other")}));
  EXPECT_NE(table.find("kết quả /one"), table.npos) << table;
  EXPECT_NE(table.find("kết quả /other"), table.npos) << table;
  Reject moved = of("", "one");
  moved.output = "/elsewhere";
  EXPECT_EQ(merge_rejects({of("", "one"), moved}), std::vector<Reject>{moved});
}

TEST(SourceIdentity, AFileThatIsGoneOrHasTooLongANameIsNoQuestionOfPermission) {
  const TempFolder folder;
  const auto cause = [](const fs::path& file) {
    try {
      (void)hash_file(file);
    } catch (const Error& error) {
      return error.cause();
    }
    return Cause::kNone;
  };
  EXPECT_EQ(cause(folder / "gone.pdf"), Cause::kMissing);
  EXPECT_EQ(cause(folder / std::string(300, 'x')), Cause::kNameTooLong);
  EXPECT_EQ(cause(folder.path()), Cause::kNotAFile);
}

TEST(SourceIdentity, AFileThatCannotBeOpenedJustNowIsNoQuestionOfPermission) {
  const TempFolder folder;
  put_bytes(folder / "a.pdf", "a");
  const auto named = catch_error([&] {
    const NoDescriptors none;
    (void)hash_file(folder / "a.pdf");
  });
  const auto other = catch_error([&] {
    const NoDescriptors none;
    (void)record::sha256_of_file(folder / "a.pdf");
  });
  ASSERT_TRUE(named && other);
  EXPECT_EQ(named->cause(), Cause::kTooManyFiles);
  EXPECT_EQ(other->cause(), Cause::kTooManyFiles);
}

TEST(SourceIdentity, AFileThatWasWrittenToIsAnother) {
  const TempFolder folder;
  const fs::path file = folder / "scan.pdf";
  put_bytes(file, "first");
  const HashedFile hashed = hash_file(file);
  EXPECT_TRUE(open_unchanged(file, hashed));
  put_bytes(file, "other");  // the same size, in place
  EXPECT_THROW((void)open_unchanged(file, hashed), Error);
  const HashedFile again = hash_file(file);
  EXPECT_NE(again.sha256, hashed.sha256);
  put_bytes(folder / "new", "third");
  fs::rename(folder / "new", file);
  try {
    (void)open_unchanged(file, again);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.cause(), Cause::kChanged);
  }
  fs::remove(file);
  EXPECT_THROW((void)open_unchanged(file, again), Error);
}

TEST(SourceIdentity, ALinkOrAnotherDateMakesNoOtherFile) {
  const TempFolder folder;
  const fs::path file = folder / "scan.pdf";
  put_bytes(file, "first");
  const HashedFile hashed = hash_file(file);
  fs::create_hard_link(file, folder / "link");
  EXPECT_TRUE(open_unchanged(file, hashed));
  fs::permissions(file, fs::perms::owner_read);
  fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(1));
  EXPECT_TRUE(open_unchanged(file, hashed));
}

TEST(SourceIdentity, APipeInItsPlaceIsNotWaitedFor) {
  const TempFolder folder;
  const fs::path file = folder / "scan.pdf";
  put_bytes(file, "first");
  const HashedFile hashed = hash_file(file);
  fs::remove(file);
  ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
  EXPECT_THROW((void)open_unchanged(file, hashed), Error);
  EXPECT_THROW((void)hash_file(file), Error);
}

// What a worker sent of a document is looked through before anything of it is kept.
class Parts : public ::testing::Test {
 protected:
  void take(worker::Stream stream, std::string bytes) { parts.take({stream, std::move(bytes)}); }
  void take_rows(const std::string& doc_id) {
    take(worker::Stream::kRows, record::encode_records(testing::RecordMaker(3).make(doc_id)));
  }
  TempFolder folder;
  ReceivedDocument parts;
};

TEST_F(Parts, RowsOfAnotherDocumentAreRefused) {
  take_rows("0123456789abcdef");
  EXPECT_THROW((void)parts.records("fedcba9876543210"), Error);
}

TEST_F(Parts, RowsThatAreNoneAreRefused) {
  using namespace std::string_literals;
  for (const std::string& bytes :
       {"x"s, "[]\n"s, "\0\0\0\0"s, "\1\0\0\0\0"s, "\1\0\0\0\xff"s, "\xff\xff\xff\xff\0\0"s}) {
    ReceivedDocument other;
    other.take({worker::Stream::kRows, bytes});
    EXPECT_THROW((void)other.records("0123456789abcdef"), Error) << bytes;
  }
  EXPECT_THROW((void)parts.records("0123456789abcdef"), Error);  // not one document
}

TEST_F(Parts, PrintedLinesComeInPieces) {
  const std::string lines = worker::encode_printed_passage({2, 1, "một"}) +
                            worker::encode_printed_passage({{}, 7, "hai"});
  for (const char byte : lines) take(worker::Stream::kPrinted, std::string(1, byte));
  const std::vector<store::PrintedPassage> printed = parts.printed();
  ASSERT_EQ(printed.size(), 2U);
  EXPECT_EQ(printed[0].page, 2U);
  EXPECT_EQ(printed[1].text, "hai");
  take(worker::Stream::kPrinted, "[null");
  EXPECT_THROW((void)parts.printed(), Error);
  take(worker::Stream::kPrinted, "]\n");
  EXPECT_THROW((void)parts.printed(), Error);
}

TEST_F(Parts, EvidenceOfRowsOfOthersIsRefused) {
  record::Records records = testing::RecordMaker(3).make("0123456789abcdef");
  const record::Table& table = record::table("evidence");
  record::Row row(table.columns.size());
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (table.columns[i].name == "table_name") row[i] = std::string("tasks");
    if (table.columns[i].name == "row_id") row[i] = record::make_uuid("task|of another");
    if (table.columns[i].name == "doc_id") row[i] = std::string("0123456789abcdef");
  }
  records[record::TableId::kEvidence] = {row};
  take(worker::Stream::kRows, record::encode_records(records));
  try {
    (void)parts.records("0123456789abcdef");
    FAIL();
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("a row that is not there"), std::string::npos);
  }
}

TEST_F(Parts, AFileIsAPdfByItsEnds) {
  StreamedFile file(folder / "a.pdf");
  EXPECT_FALSE(file.is_pdf());
  for (const char* piece : {"%P", "DF-1.7\n", "some thousand bytes", "\n%%E", "OF\n"})
    file.take(piece);
  EXPECT_TRUE(file.is_pdf());
  file.take("and what does not belong to it");
  EXPECT_FALSE(file.is_pdf());
}

std::string join(const store::TextPieces& pieces) {
  std::string out;
  pieces([&](std::string_view piece) { out += piece; });
  return out;
}

TEST_F(Parts, TextsComeInPieces) {
  const std::string half(std::size_t{5} << 20U, 'x');
  for (int i = 0; i < 2; ++i) take(worker::Stream::kText, half);
  take(worker::Stream::kFound, "văn ");
  take(worker::Stream::kFound, "bản");
  EXPECT_EQ(join(parts.text()), half + half);
  EXPECT_EQ(join(parts.as_read()), "văn bản");
  EXPECT_EQ(join(parts.changes()), "");
}

TEST_F(Parts, WhatIsShortIsKnownAgainBeforeAnythingIsWritten) {
  const auto parts_of = [&](std::string_view text) {
    auto made = std::make_unique<ReceivedDocument>();
    made->take({worker::Stream::kText, std::string(text)});
    made->take({worker::Stream::kRows, "[]"});
    made->take({worker::Stream::kKept, "what is not made of it"});
    return made;
  };
  const fs::path file = folder / "a.txt";
  const auto first = parts_of("kế hoạch");
  EXPECT_FALSE(fs::exists(folder / "doc"));
  EXPECT_FALSE(first->is_text_in(file));
  const std::string digest = first->digest();
  io::AtomicFileBatch files;
  add_text_file(file, first->text(), files);
  EXPECT_FALSE(fs::exists(file));
  files.commit();
  EXPECT_EQ(first->digest(), "");  // nothing is held any more

  const auto same = parts_of("kế hoạch"), other = parts_of("kế hoạc");
  EXPECT_EQ(same->digest(), digest);
  EXPECT_NE(other->digest(), digest);
  EXPECT_TRUE(same->is_text_in(file));
  EXPECT_FALSE(other->is_text_in(file));
  std::ofstream(file) << "kế hoach";  // as long as it was, but another
  EXPECT_FALSE(same->is_text_in(file));
}

TEST(TextFile, SaysWhenItsEncodingIsNotClear) {
  const std::string bytes = "con c\xE1 nay cung nhu nhieu con khac o trong vung nay";  // cá, cỏ?
  const worker::UnrestoredDocument unsure = worker::make_document_from_text(bytes);
  EXPECT_EQ(unsure.flags, std::vector<std::string>{"ENCODING_UNSURE"});
  EXPECT_EQ(undo(unsure.decoded.value().changes, unsure.text.text), bytes);
  EXPECT_TRUE(worker::make_document_from_text("Con c\u00E1 n\u00E0y").flags.empty());
}

TEST(PdfWords, JoinedWordsBecomeOneAndLayersAreLeftAlone) {
  TextDocument document;
  document.text = "kế hoạch\n\fxong\n";
  document.words = {{0, 12}, {0, 12}, {14, 18}};
  document.scanned_words = {{{10, 10, 20, 20}}, {{22, 11, 30, 21}}, {{1, 1, 2, 2}}};
  document.lines = {{{0, 12}, {0, 2}, Role::kBody, 1, {}}, {{14, 18}, {2, 3}, Role::kBody, 2, {}}};
  document.pages.resize(2);
  document.pages[0].number = 1;
  document.pages[0].lines = {0, 1};
  document.pages[1].number = 2;
  document.pages[1].lines = {1, 2};
  document.pages[1].origin = TextOrigin::kTextLayer;
  const auto pages = worker::make_pdf_pages(document);
  ASSERT_EQ(pages.size(), 1U);
  ASSERT_EQ(pages[0].lines.size(), 1U);
  ASSERT_EQ(pages[0].lines[0].size(), 1U);
  EXPECT_EQ(pages[0].lines[0][0].text, "kế hoạch");
  EXPECT_EQ(pages[0].lines[0][0].box, (PageBox{10, 10, 30, 21}));
}

TEST(PlacedPages, HaveTheLinesOfTheirDocumentAlone) {
  RestoredDocument document;
  document.before.text = "ke hoach\nxong\n";
  const std::vector<ByteRange> words_as_read{{0, 2}, {3, 8}, {9, 13}};
  TextDocument& text = document.after;
  text.text = "kế hoạch\nxong\n";
  text.words = {{0, 12}, {0, 12}, {13, 17}};
  text.scanned_words = {{{10, 10, 20, 20}, 0.9}, {{22, 11, 30, 21}, 0.9}, {{1, 30, 9, 40}, 0.8}};
  text.lines = {{{0, 12}, {0, 2}, Role::kBody, 1, {}}, {{13, 17}, {2, 3}, Role::kBody, 1, {}}};
  text.pages.resize(1);
  text.pages[0].number = 1;
  text.pages[0].lines = {0, 2};
  text.pages[0].width = text.pages[0].height = 100;
  document.changes.push_back({{0, 8}, {0, 12}, "", "", "", "", 0.7, ""});
  const auto line = [&](ByteRange of) {
    const auto pages = worker::make_placed_pages(document, words_as_read, of);
    EXPECT_EQ(pages.size(), 1U);
    EXPECT_EQ(pages.at(0).areas.size(), 1U);
    EXPECT_EQ(pages.at(0).areas.at(0).at(0).size(), 1U);
    return pages.at(0).areas.at(0).at(0).at(0);
  };
  const exports::PlacedWord plan{"kế hoạch", {10, 10, 30, 21}, 0.7, "ke hoach"};
  EXPECT_EQ(line({0, 12}), exports::PlacedLine{plan});
  EXPECT_EQ(line({13, 17}), (exports::PlacedLine{{"xong", {1, 30, 9, 40}, 0.8, ""}}));
}

}  // namespace
}  // namespace codau::pipeline
