#include "pipeline/merge/merge.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "../support/output_error.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "io/atomic_file.h"
#include "io/temp_file.h"
#include "pipeline/edits/document_copies.h"
#include "pipeline/inputs/inbox_folder.h"
#include "pipeline/merge/joinable.h"
#include "pipeline/output/file_copy.h"
#include "pipeline/output/file_faults.h"
#include "pipeline/output/fingerprint.h"
#include "pipeline/output/run_origin.h"
#include "record/schema/ids.h"
#include "store/store.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;
using testing::put_bytes;
using testing::TempFolder;

const std::vector<std::string> kKeys{"documents a", "pages b"};

OutputFacts facts(const std::string& name, const std::vector<std::string>& shards,
                  const std::vector<std::string>& keys = kKeys) {
  return {name, true, true, {shards, keys, {}}};
}

/// What is said where outputs cannot be joined; empty where they can.
std::string refusal(const std::vector<OutputFacts>& outputs, const OutputFacts& target = {},
                    bool mixed = false) {
  try {
    static_cast<void>(require_joinable(outputs, target, mixed));
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kUsage);
    return error.what();
  }
  return {};
}

TEST(Joinable, AllShardsOfACountAreNeeded) {
  const OutputFacts one = facts("one", {"1/3"}), two = facts("two", {"2/3"});
  const OutputFacts three = facts("three", {"3/3"}), office = facts("office", {});
  EXPECT_EQ(refusal({one, two, three}), "");
  EXPECT_EQ(refusal({one, three}, two), "");
  EXPECT_EQ(refusal({one, one, two, three, office}), "");
  EXPECT_NE(refusal({one, three}).find("2/3"), std::string::npos);
  EXPECT_NE(refusal({office, three}).find("1/3, 2/3"), std::string::npos);
  EXPECT_EQ(refusal({facts("both", {"1/3", "3/3"}), two}), "");
  EXPECT_EQ(refusal({facts("hostile", {"-1/0", "x", ""}), office}), "");
}

TEST(Joinable, AShardThatOthersWereJoinedToMayBeAskedForAgain) {
  const OutputFacts two = facts("two", {"2/3"}), three = facts("three", {"3/3"});
  const std::vector<std::string> after =
      mark_joined_shards({"1/3", make_merging_mark("three"), make_merging_mark("two"), "merging"});
  EXPECT_TRUE(find_own_shards(after).empty());
  const OutputFacts target = facts("target", after);
  EXPECT_EQ(refusal({two, three}, target), "");
  EXPECT_NE(refusal({two}, target).find("3/3"), std::string::npos) << "as it was before";
  EXPECT_EQ(mark_joined_shards(after), after) << "also when it is joined once more";
  // Shards of another archive are missed all the same.
  const OutputFacts other = facts("other", {"2/3"}), last = facts("last", {"3/3"});
  EXPECT_NE(refusal({other, last}, target).find("1/3"), std::string::npos);
  EXPECT_NE(refusal({two, three}, facts("whole", {})).find("1/3"), std::string::npos);
  EXPECT_TRUE(mark_joined_shards({make_merging_mark("two"), make_merging_mark("three")}).empty())
      << "it was no shard";
}

OutputFacts walked(const std::string& name, const std::string& shard, const std::string& listing) {
  OutputFacts out = facts(name, {shard});
  out.origin.listings = {shard + " " + listing};
  return out;
}

TEST(Joinable, ShardsAreOfTheSameInputs) {
  const OutputFacts one = walked("one", "1/3", "a"), two = walked("two", "2/3", "a");
  const OutputFacts three = walked("three", "3/3", "a"), foreign = walked("foreign", "2/3", "b");
  EXPECT_EQ(refusal({one, two, three}), "");
  const std::string why = refusal({one, foreign, three});
  EXPECT_EQ(why.find("2/3 (foreign): "), 0U) << why;
  EXPECT_NE(why.find("1/3 (one)"), std::string::npos) << why;
  EXPECT_NE(refusal({one, two, three, foreign}), "") << "also beside its own";
  EXPECT_NE(refusal({foreign, three}, one), "");
  EXPECT_EQ(refusal({walked("half", "1/2", "b"), walked("rest", "2/2", "b"), one, two, three}), "")
      << "archives that were told apart otherwise are two";
  const std::vector<Message> doubts = require_joinable({one, foreign, three}, {}, true);
  ASSERT_EQ(doubts.size(), 1U);
  EXPECT_NE(doubts.front().en.find("2/3 (foreign)"), std::string::npos);
  EXPECT_TRUE(require_joinable({one, two, three}, {}, false).empty());
}

TEST(Joinable, WhatAShardWasOfStaysKnownWhenOthersAreJoinedToIt) {
  OutputFacts target = walked("target", "1/2", "a");
  target.origin.shards = mark_joined_shards({"1/2", make_merging_mark("two"), "merging"});
  EXPECT_EQ(refusal({walked("two", "2/2", "a")}, target), "");
  EXPECT_NE(refusal({walked("two", "2/2", "b")}, target), "");
}

TEST(Joinable, ShardsOfAnOlderCodauAreJoinedAndToldOf) {
  const OutputFacts one = facts("one", {"1/3"}), two = facts("two", {"2/3"});
  EXPECT_TRUE(require_joinable({one, two, facts("three", {"3/3"})}, {}, false).empty());
  const std::vector<Message> doubts =
      require_joinable({one, two, walked("three", "3/3", "a")}, {}, false);
  ASSERT_EQ(doubts.size(), 1U);
  EXPECT_NE(doubts.front().en.find("1/3 (one), 2/3 (two): "), std::string::npos);
}

TEST(Origin, AListingIsKnownByTheNamesThatTellShardsApart) {
  const auto input = [](const std::string& file, const std::string& path,
                        const std::string& folder = {}) {
    return RunInput{file, {path, path}, Cause::kNone, {folder, folder}};
  };
  const std::vector<RunInput> inputs{input("/a/1.txt", "1.txt"), input("/a/2.txt", "2.txt")};
  EXPECT_EQ(compute_listing(inputs),
            compute_listing({input("/b/1.txt", "1.txt"), input("/b/2.txt", "2.txt")}));
  EXPECT_NE(compute_listing(inputs), compute_listing({inputs.front()}));
  EXPECT_NE(compute_listing({input("f/1.png", "f/1.png")}),
            compute_listing({input("f/1.png", "f/1.png", "f")}));
  const TempFolder folder;
  store::Store store(folder / "codau.db");
  begin_origin(store, {2, 3}, {inputs.front()});
  begin_origin(store, {12, 13}, {inputs.front()});
  begin_origin(store, {2, 3}, inputs);
  EXPECT_EQ(store.origin().shards, (std::vector<std::string>{"12/13", "2/3"}));
  EXPECT_EQ(compute_listing(store.origin(), "2/3"), compute_listing(inputs)) << "of the last run";
  EXPECT_EQ(compute_listing(store.origin(), "12/13"), compute_listing({inputs.front()}));
  EXPECT_EQ(compute_listing(store.origin(), "1/3"), "");
}

TEST(Joinable, WhatIsMissingOfSeveralCountsStandsInOneLine) {
  const std::string why = refusal({facts("half", {"1/2"}), facts("third", {"2/3"})});
  EXPECT_NE(why.find("2/2, 1/3, 3/3"), std::string::npos) << why;
}

TEST(Joinable, AnOutputThatIsNotFinishedIsNamed) {
  OutputFacts stopped = facts("stopped", {"1/1"});
  stopped.is_finished = false;
  EXPECT_NE(refusal({stopped}).find("stopped"), std::string::npos);
  OutputFacts target = facts("target", {make_merging_mark("other"), make_merging_mark("x\ny")});
  target.is_finished = false;
  EXPECT_EQ(refusal({facts("other", {}), facts("x\ny", {})}, target), "");  // it goes on
  EXPECT_NE(refusal({facts("other", {}), facts("third", {})}, target).find("y"), std::string::npos)
      << "with all that it was given";
  EXPECT_EQ(refusal({facts("third", {})}, facts("target", {"merging"})), "") << "of another build";
  EXPECT_NE(refusal({target}).find("target"), std::string::npos);
}

TEST(Joinable, KeysAreTheSameUnlessMixed) {
  const OutputFacts one = facts("one", {}), other = facts("other", {}, {"documents c", "pages b"});
  const OutputFacts texts = facts("texts", {}, {"documents a"}), old = facts("old", {}, {});
  EXPECT_EQ(refusal({one, texts}), "");
  EXPECT_NE(refusal({one, other}).find("other"), std::string::npos);
  EXPECT_NE(refusal({texts, one, other}), "");
  EXPECT_NE(refusal({one, old}).find("old"), std::string::npos);
  EXPECT_EQ(refusal({one, other, old}, {}, true), "");
  EXPECT_TRUE(has_mixed_keys({"pages a", "pages b"}));
  EXPECT_FALSE(has_mixed_keys({"pages a", "documents b", "pages a"}));
}

std::string edit(const std::string& at, const std::string& value) {
  return R"({"action":"set","table":"tasks","row_id":"a","field":"note","value":")" + value +
         R"(","before":null,"read":"","actor":"Lan","at":")" + at + "\"}";
}

TEST(SameDocument, EditsOfBothStandInTheOrderOfTime) {
  const std::string first = edit("2026-01-01T00:00:00Z", "1"),
                    second = edit("2026-01-02T00:00:00Z", "2"),
                    third = edit("2026-01-03T00:00:00Z", "3");
  const std::vector<std::string> all{first, second, third};
  EXPECT_EQ(merge_edits({first, third}, {second}), all);
  EXPECT_EQ(merge_edits({second}, {first, third}), all);
  EXPECT_EQ(merge_edits(all, {first, third}), all);
  const std::vector<std::string> again{first, third, first};  // said, unsaid and said once more
  EXPECT_EQ(merge_edits(again, {first}), again);
  EXPECT_EQ(merge_edits({first}, again), again);
  EXPECT_EQ(merge_edits({}, all), all);
  EXPECT_EQ(merge_edits({"no json"}, {first}), (std::vector<std::string>{"no json", first}));
}

TEST(Fingerprint, NamesAreChangedWhereTheMeansAreKnown) {
  record::SourceInfo one, two;
  one.sha256 = two.sha256 = "ab";
  one.names = {{"a.txt", "a.txt"}};
  two.names = {{"a.txt", "a.txt"}, {"b.txt", "x/b.txt"}};
  const std::string before = make_fingerprint_head("means", one, StageLimit::kDocument) + " pages";
  const std::string after = make_fingerprint_head("means", two, StageLimit::kDocument) + " pages";
  EXPECT_EQ(rename_in_fingerprint(before, "means", one, two), after);
  EXPECT_EQ(rename_in_fingerprint(before, "others", one, two), before);
  EXPECT_NE(before, after);
}

TEST(FileCopy, CopiesFilesAndRefusesWhatIsNone) {
  const TempFolder folder;
  put_bytes(folder / "a.txt", "a");
  put_bytes(folder / "b.pdf", std::string(100'000, 'b'));
  fs::create_directories(folder / "to");
  put_bytes(folder / "to/old", "of an earlier attempt");
  bool was_there = true;
  {
    FileCopier copier(FileCopier::How::kCopies);
    copier.add({{folder / "a.txt", folder / "to/deep/a.txt"},
                {folder / "b.pdf", folder / "to/b.pdf"},
                {folder / "absent", folder / "to/old"}},
               [&] { was_there = fs::exists(folder / "to/b.pdf"); });
    copier.wait();
    EXPECT_EQ(copier.bytes(), 0U);
  }
  EXPECT_FALSE(was_there);
  EXPECT_FALSE(fs::exists(folder / "to/old"));
  EXPECT_EQ(testing::bytes_of(folder / "to/deep/a.txt"), "a");
  EXPECT_EQ(fs::file_size(folder / "to/b.pdf"), 100'000U);
  fs::create_symlink("/etc/passwd", folder / "link");
  const auto copy = [&](const char* from) {
    FileCopier copier(FileCopier::How::kCopies);
    copier.add({{folder / from, folder / "other"}});
    copier.wait();
  };
  EXPECT_THROW(copy("link"), Error);
  EXPECT_THROW(copy("to"), Error);
  EXPECT_FALSE(fs::exists(folder / "other"));
  const std::string too_long(300, 'x');  // stands for all that cannot be looked at
  EXPECT_NE(output_error([&] { copy(too_long.c_str()); }).find("cannot be read"),
            std::string::npos);
}

TEST(FileCopy, LinksAreOfTheSameFilesAndNeverLeadElsewhere) {
  const TempFolder folder;
  put_bytes(folder / "text.txt", "a");
  const auto link = [&](const char* from, const char* to) {
    FileCopier copier(FileCopier::How::kLinks);
    copier.add({{folder / from, folder / to}});
    copier.wait();
  };
  link("text.txt", "to/text.txt");
  link("text.txt", "to/text.txt");  // once more
  EXPECT_TRUE(fs::equivalent(folder / "text.txt", folder / "to/text.txt"));
  io::write_atomically(folder / "to/text.txt", "new");  // as codau writes
  EXPECT_EQ(fs::file_size(folder / "text.txt"), 1U);
  fs::create_symlink("/etc/passwd", folder / "link");
  EXPECT_THROW(link("link", "other"), Error);
  EXPECT_FALSE(fs::exists(folder / "other"));
}

store::ResultPaths paths_in(const TempFolder& folder) {
  return {folder / "a.txt", folder / "a.pdf", folder / "signed.pdf"};
}

TEST(FileFaults, ThatAreSeenByContent) {
  const TempFolder folder;
  EXPECT_TRUE(find_file_faults(paths_in(folder), {false, {}}).text);
  const std::string page(200'000, 'x');
  const store::KnownFiles known{true, {{1, 1, "một\nhai"}, {2, 1, page}, {4, 1, "ba"}}};
  const auto faults = [&](const std::string& text) {
    put_bytes(folder / "a.txt", text);
    return find_file_faults(paths_in(folder), known);
  };
  EXPECT_FALSE(faults("một\nhai\f" + page + "\f \fba\n").has_any());
  EXPECT_TRUE(faults("một\nhai\f" + page + "\f \fb").text);
  EXPECT_TRUE(faults("ba\f" + page + "\fmột\nhai").text);
  EXPECT_TRUE(faults("another").text);
  EXPECT_TRUE(faults("").text);
  EXPECT_FALSE(find_file_faults(paths_in(folder), {true, {}}).has_any()) << "a blank page";
}

TEST(FileFaults, WhatIsMissingCutOrAnothersIsSeenByItsMark) {
  const TempFolder folder;
  put_bytes(folder / "a.txt", "a");
  const std::string pdf = "%PDF-1.7\n" + std::string(5'000, 'x') + "startxref\n5009\n%%EOF\n";
  const std::string other = "%PDF-1.7\n" + std::string(5'000, 'x') + "startxref\n5008\n%%EOF\n";
  store::KnownFiles known;
  known.has_rows = true;
  known.pdf = record::sha256(pdf);
  const auto has_fault = [&] { return find_file_faults(paths_in(folder), known).pdf; };
  EXPECT_TRUE(has_fault()) << "missing";
  put_bytes(folder / "a.pdf", pdf);
  EXPECT_FALSE(has_fault());
  std::string turned = pdf;
  turned[2'500] = 'y';  // in the middle
  put_bytes(folder / "a.pdf", turned);
  EXPECT_TRUE(has_fault());
  put_bytes(folder / "a.pdf", other);
  EXPECT_TRUE(has_fault());
  known.pdf = "";  // by an older codau
  EXPECT_FALSE(has_fault());
  std::filesystem::remove(folder / "a.pdf");
  EXPECT_TRUE(has_fault());
  known.pdf.reset();
  EXPECT_FALSE(has_fault());
}

TEST(FileFaults, ACutPdfIsSeenByItsEnd) {
  const TempFolder folder;
  put_bytes(folder / "a.txt", "a");
  const auto has_fault = [&](const std::string& pdf) {
    put_bytes(folder / "a.pdf", pdf);
    return find_file_faults(paths_in(folder), {true, {}}).pdf;
  };
  const std::string body = "%PDF-1.7\n" + std::string(5'000, 'x') + "xref\n";
  const std::string pdf = body + "trailer\nstartxref\n5009\n%%EOF\n";
  EXPECT_FALSE(has_fault(pdf));
  EXPECT_TRUE(has_fault(""));
  EXPECT_TRUE(has_fault(body));
  EXPECT_TRUE(has_fault(pdf.substr(0, pdf.size() - 8)));
  EXPECT_TRUE(has_fault("%PDF-1.7\nstartxref\n5009\n%%EOF\n")) << "its table is elsewhere";
}

TEST(Store, KeepsItsOriginWhenItIsCompacted) {
  const TempFolder folder;
  const store::OutputOrigin origin{{"2/8", "3/8"}, {"documents a", "pages b"}, {"2/8 a", "3/8 a"}};
  {
    store::Store store(folder / "codau.db");
    EXPECT_EQ(store.origin(), store::OutputOrigin());
    store.set_origin({{"3/8", "2/8", "3/8"}, origin.keys, {"3/8 a", "2/8 a"}});
  }
  {
    store::Store store(folder / "codau.db");
    EXPECT_FALSE(store.was_finished());
    EXPECT_EQ(store.origin(), origin);
    store.compact();
  }
  EXPECT_EQ(store::Store(folder / "codau.db").origin(), origin);
}

TEST(InboxFolder, AFileIsReadyWhenNothingAboutItChanges) {
  const TempFolder folder;
  fs::create_directories(folder / "in");
  InboxFolder inbox(folder / "in", folder / "out", {});
  const InboxFolder::Time begin;
  const auto at = [&](int seconds) { return begin + std::chrono::seconds(seconds); };
  const std::string file = (folder / "in/a.txt").string();
  put_bytes(file, "a");
  inbox.look(at(0));
  EXPECT_TRUE(inbox.find_ready(at(1)).empty());
  put_bytes(file, "ab");
  inbox.look(at(2));
  EXPECT_TRUE(inbox.find_ready(at(3)).empty());
  EXPECT_EQ(inbox.find_ready(at(4)), std::set<std::string>{file});
  EXPECT_EQ(inbox.waiting(), 1U);
  inbox.note_processed({file}, {{file, false}}, at(4));
  EXPECT_EQ(inbox.waiting(), 0U);
  EXPECT_TRUE(inbox.find_ready(at(33)).empty());
  EXPECT_EQ(inbox.find_ready(at(34)).size(), 1U);
  inbox.note_processed({file}, {{file, false}}, at(34));
  EXPECT_TRUE(inbox.find_ready(at(93)).empty());  // twice as long
  EXPECT_EQ(inbox.find_ready(at(94)).size(), 1U);
  inbox.note_processed({file}, {}, at(94));
  EXPECT_TRUE(inbox.find_ready(at(10'000)).empty());
  put_bytes(file, "abc");
  inbox.look(at(10'000));
  EXPECT_EQ(inbox.find_ready(at(10'002)).size(), 1U);
  inbox.note_processed({file}, {{file, true}},
                       at(10'002));  // a cause that lasts: only a change helps
  EXPECT_TRUE(inbox.find_ready(at(100'000)).empty());
  EXPECT_EQ(inbox.next_due(at(10'002)), std::nullopt);
  EXPECT_FALSE(inbox.failed().front().next);
  put_bytes(file, "abcd");
  inbox.look(at(100'000));
  EXPECT_EQ(inbox.find_ready(at(100'002)).size(), 1U);
  fs::remove(file);
  inbox.look(at(10'003));
  EXPECT_EQ(inbox.size(), 0U);
}

}  // namespace
}  // namespace codau::pipeline
