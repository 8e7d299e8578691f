// pipeline/: the parts of a run that need no worker: which sources there are, whose turn it is,
// what is whose fault.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "../support/made_records.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "core/message.h"
#include "pipeline/inputs/inputs.h"
#include "pipeline/inputs/join_folders.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/run_log.h"
#include "pipeline/inputs/source_catalogue.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/inputs/sources.h"
#include "pipeline/jobs/page_queue.h"
#include "pipeline/jobs/progress_counter.h"
#include "pipeline/output/document_state.h"
#include "pipeline/prune.h"
#include "pipeline/run.h"
#include "record/schema/ids.h"
#include "store/pages/page_store.h"
#include "store/store.h"

namespace codau::pipeline {
namespace {

using testing::put_bytes;
using testing::TempFolder;

InputSource source_of(const char* format, std::uint32_t pages, std::uint32_t wanted = 0) {
  InputSource source;
  source.info.format = format;
  source.info.doc_id = "0123456789abcdef";
  source.files = {{"a/1.pdf", {}, "5a", "a/1.pdf"}};
  source.info.names = {{"1.pdf", "a/1.pdf"}, {"2.pdf", "b/2.pdf"}};
  source.pages = pages;
  source.wanted = wanted;
  return source;
}

// "source:page", with "s" in the simple way and "t" for want of time.
std::string in_words(const std::optional<PageTurn>& turn, const std::vector<InputSource>& sources) {
  if (!turn) return "";
  return std::to_string(turn->source - sources.data()) + ":" + std::to_string(turn->page) +
         (turn->simply ? "s" : "") + (turn->by_time ? "t" : "");
}

TEST(KeptRejects, WhatWasRenamedWhileItWasReadAndReadSinceIsNone) {
  const TempFolder folder;
  store::Store store(folder / "codau.db");
  const auto gone = [](const char* file, const char* doc_id) {
    return Reject{RejectStage::kInput, file, doc_id, {}, {}, Cause::kMissing};
  };
  const Reject page{RejectStage::kPage, "a.pdf", "cccccccccccccccc", 2, {}, Cause::kDamaged};
  const Reject still = gone("b.pdf", "bbbbbbbbbbbbbbbb");
  save_rejects({gone("a.pdf", "aaaaaaaaaaaaaaaa"), page, still}, {}, {}, store, folder.path());
  EXPECT_EQ(load_rejects(store).size(), 3U);
  store.save_records("aaaaaaaaaaaaaaaa", testing::RecordMaker(3).make("aaaaaaaaaaaaaaaa"));
  save_rejects({}, {}, {}, store, folder.path());
  EXPECT_EQ(load_rejects(store), (std::vector<Reject>{page, still}));
}

TEST(PageQueue, GivesChosenPagesInOrderAndATextOnce) {
  std::vector<InputSource> sources{source_of("pdf", 3), source_of("txt", 0), source_of("tiff", 4)};
  const PageSelection chosen("2-3");
  PageQueue queue(sources, chosen);
  for (const char* const expected : {"0:2", "0:3", "1:0", "2:2", "2:3", "", ""}) {
    EXPECT_EQ(in_words(queue.next(), sources), expected);
  }
}

TEST(PageQueue, ALostPageComesBackBeforeAllOthersAndAlsoAtTheEnd) {
  std::vector<InputSource> sources{source_of("pdf", 2)};
  const PageSelection all;
  PageQueue queue(sources, all);
  EXPECT_EQ(in_words(queue.next(), sources), "0:1");
  queue.retry(sources[0], 1, true);
  EXPECT_EQ(in_words(queue.next(), sources), "0:1st");
  EXPECT_EQ(in_words(queue.next(), sources), "0:2");
  EXPECT_FALSE(queue.next());
  queue.retry(sources[0], 2, false);
  EXPECT_EQ(in_words(queue.next(), sources), "0:2s");
  EXPECT_FALSE(queue.next());
}

TEST(PageQueue, ASourceThatIsRefusedMeanwhileHasNoMoreTurns) {
  std::vector<InputSource> sources{source_of("pdf", 2), source_of("txt", 0), source_of("pdf", 1)};
  const PageSelection all;
  PageQueue queue(sources, all);
  EXPECT_EQ(in_words(queue.next(), sources), "0:1");
  queue.retry(sources[0], 1, false);
  sources[0].refused = sources[1].refused = true;
  EXPECT_EQ(in_words(queue.next(), sources), "2:1");
  EXPECT_FALSE(queue.next());
}

TEST(RejectList, ADefectOfOursCostsItsPlaceAsACrashDoes) {
  const RunLog log{std::filesystem::path()};
  RejectList rejects(log);
  const InputSource source = source_of("pdf", 2);
  EXPECT_FALSE(
      rejects.attempt(make_page_reject(source, 2), [] { (void)std::vector<int>().at(1); }));
  EXPECT_FALSE(rejects.attempt(make_pdf_reject(source), [] { throw Error(Cause::kTimeout, "x"); }));
  EXPECT_TRUE(rejects.attempt(make_page_reject(source, 1), [] {}));
  const std::vector<Reject> sorted = rejects.sorted();
  ASSERT_EQ(sorted.size(), 2U);
  EXPECT_EQ(sorted[0].cause, Cause::kTimeout);
  EXPECT_EQ(sorted[0].target, "pdf");
  EXPECT_EQ(sorted[1].cause, Cause::kCrashed);
  EXPECT_EQ(sorted[1].page, 2U);
}

TEST(RejectList, AnErrorOfTheRunIsThrownOn) {
  const RunLog log{std::filesystem::path()};
  RejectList rejects(log);
  InputSource source = source_of("pdf", 2);
  const auto full = [] { throw Error(ErrorCode::kOutput, both("đĩa đầy", "disk full")); };
  EXPECT_THROW((void)rejects.attempt(make_page_reject(source, 1), full), Error);
  EXPECT_THROW(rejects.refuse(source, Error(ErrorCode::kModel, both("mất", "gone"))), Error);
  EXPECT_TRUE(rejects.sorted().empty());
}

TEST(RejectList, ASourceIsARejectUnderEachOfItsNames) {
  const RunLog log{std::filesystem::path()};
  RejectList rejects(log);
  InputSource source = source_of("pdf", 2);
  rejects.add_part(source, Error(Cause::kAttachments, "x"));
  EXPECT_FALSE(source.refused);
  EXPECT_FALSE(rejects.attempt_source(source, [] { throw Error(Cause::kEmpty, "x"); }));
  EXPECT_TRUE(source.refused);
  std::vector<std::pair<std::string, Cause>> found;
  for (const Reject& reject : rejects.sorted()) found.emplace_back(reject.file, reject.cause);
  std::sort(found.begin(), found.end());
  std::vector<std::pair<std::string, Cause>> expected{{"a/1.pdf", Cause::kAttachments},
                                                      {"a/1.pdf", Cause::kEmpty},
                                                      {"b/2.pdf", Cause::kAttachments},
                                                      {"b/2.pdf", Cause::kEmpty}};
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(found, expected);
}

TEST(RejectList, TellsWhatCostsAWorker) {
  EXPECT_TRUE(is_worker_loss(Error(Cause::kCrashed, "x")));
  EXPECT_TRUE(is_worker_loss(Error(Cause::kOutOfMemory, "x")));
  EXPECT_TRUE(is_worker_loss(Error(ErrorCode::kInternal, "a lie")));
  EXPECT_FALSE(is_worker_loss(Error(Cause::kEmpty, "x")));
  EXPECT_TRUE(is_exhaustion(Error(Cause::kTimeout, "x")));
  EXPECT_FALSE(is_exhaustion(Error(Cause::kCrashed, "x")));
}

struct Catalogued {
  SourceCatalogue catalogue;
  std::vector<Reject> rejects;
};

Catalogued catalogue(const RunOptions& options) {
  const RunLog log{std::filesystem::path()};
  RejectList rejects(log);
  Catalogued out;
  const FoundInputs found = find_inputs(options.inputs, options.out);
  std::filesystem::create_directories(options.out);
  store::PageStore pages(options.out / "pages.db");
  out.catalogue = build_catalogue(found.inputs, options, {}, pages, rejects);
  out.rejects = rejects.sorted();
  return out;
}

/// A run over `in` of a folder.
RunOptions options_of(const TempFolder& folder) {
  RunOptions options;
  options.inputs = {folder / "in"};
  options.out = folder / "out";
  return options;
}

TEST(Inputs, AnInputThatIsMissingIsKnownFromOtherSlips) {
  const TempFolder folder;
  try {
    static_cast<void>(find_inputs({folder / "in"}, folder / "out"));
    FAIL() << "it is not there";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kUsage);
    EXPECT_EQ(error.cause(), Cause::kMissing);  // watch waits for it
  }
}

TEST(SourceCatalogue, TheSameBytesAreOneSourceWithAllItsNames) {
  const TempFolder folder;
  std::filesystem::create_directories(folder / "in/b");
  put_bytes(folder / "in/b/same.txt", "một");
  put_bytes(folder / "in/z.txt", "một");
  put_bytes(folder / "in/other.txt", "hai");
  put_bytes(folder / "in/log.jsonl", "");
  RunOptions options = options_of(folder);
  options.log = folder / "in/log.jsonl";
  const auto [found, rejects] = catalogue(options);
  ASSERT_EQ(found.sources.size(), 2U);
  EXPECT_EQ(found.sources[0].path(), "b/same.txt");
  ASSERT_EQ(found.sources[0].info.names.size(), 2U);
  EXPECT_EQ(found.sources[0].info.names[1].path, "z.txt");
  EXPECT_EQ(found.inputs, 3U);
  EXPECT_TRUE(rejects.empty());
}

/// As if it had been written an hour ago.
void age(const std::filesystem::path& file) {
  std::filesystem::last_write_time(
      file, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
}

TEST(SourceCatalogue, AFileThatLooksAsItDidIsNotOpenedAgain) {
  const TempFolder folder;
  std::filesystem::create_directories(folder / "in");
  put_bytes(folder / "in/a.txt", "một");
  RunOptions options = options_of(folder);
  EXPECT_EQ(catalogue(options).catalogue.hashed, 1U);
  EXPECT_EQ(catalogue(options).catalogue.hashed, 1U);  // only just written: it may change unseen
  std::this_thread::sleep_for(std::chrono::milliseconds(2100));
  EXPECT_EQ(catalogue(options).catalogue.hashed, 1U);
  const Catalogued rested = catalogue(options);
  EXPECT_EQ(rested.catalogue.hashed, 0U);
  EXPECT_EQ(rested.catalogue.sources.at(0).info.sha256, record::sha256("một"));
  options.rehash = true;
  EXPECT_EQ(catalogue(options).catalogue.hashed, 1U);
}

TEST(SourceCatalogue, AFileWithOtherContentIsTold) {
  const TempFolder folder;
  std::filesystem::create_directories(folder / "in");
  put_bytes(folder / "in/a.txt", "một");
  put_bytes(folder / "in/b.txt", "một");
  RunOptions options = options_of(folder);
  EXPECT_TRUE(catalogue(options).catalogue.replaced.empty());
  put_bytes(folder / "in/a.txt", "hai");
  age(folder / "in/a.txt");  // times do not betray it: ctime does
  const SourceCatalogue changed = catalogue(options).catalogue;
  ASSERT_EQ(changed.replaced.size(), 1U);
  EXPECT_EQ(changed.replaced[0].path, "a.txt");
  EXPECT_EQ(changed.replaced[0].sha256, record::sha256("một"));
  ASSERT_EQ(changed.sources.size(), 2U);
  EXPECT_EQ(changed.sources[1].info.names.size(), 1U);  // a.txt is no name of it any more
  std::filesystem::remove(folder / "in/b.txt");
  const FoundInputs found = find_inputs(options.inputs, options.out);
  const GoneInputs gone =
      find_gone_inputs(options.inputs, found, store::PageStore(options.out / "pages.db"));
  EXPECT_EQ(gone.documents, std::vector<std::string>{record::doc_id(record::sha256("một"))});
}

TEST(SourceCatalogue, AFileThatWasWrittenOnFollowsItsEarlierVersion) {
  const TempFolder folder;
  std::filesystem::create_directories(folder / "in");
  const std::filesystem::path file = folder / "in/a.txt";
  RunOptions options = options_of(folder);
  options.follows = true;
  put_bytes(file, "một");
  EXPECT_TRUE(catalogue(options).catalogue.followed.empty());
  const auto write_on = [&](const std::string& text, std::chrono::hours later) {
    const auto before = std::filesystem::last_write_time(file);
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
    std::filesystem::last_write_time(file, before + later);
    return catalogue(options).catalogue;
  };
  const SourceCatalogue grown = write_on("một hai", std::chrono::hours(1));
  ASSERT_EQ(grown.followed.size(), 1U);
  EXPECT_EQ(grown.followed.front().sha256, record::sha256("một"));
  EXPECT_TRUE(grown.replaced.empty());
  const SourceCatalogue stopped =
      catalogue(options).catalogue;  // before its document could be taken out
  ASSERT_EQ(stopped.followed.size(), 1U);
  EXPECT_EQ(stopped.followed.front().sha256, record::sha256("một"));
  const SourceCatalogue further = write_on("một hai ba", std::chrono::hours(1));
  EXPECT_EQ(further.followed.size(), 2U) << "of the one between no document was made";
  EXPECT_TRUE(further.replaced.empty());
  const SourceCatalogue other = write_on("ba bốn năm", std::chrono::hours(1));  // a name used again
  EXPECT_TRUE(other.followed.empty());
  EXPECT_EQ(other.replaced.size(), 1U);
  const SourceCatalogue soon = write_on("ba mươi bốn", std::chrono::hours(0));
  EXPECT_TRUE(soon.followed.empty()) << "the system gives the number of a file to the next one";
  EXPECT_EQ(soon.replaced.size(), 1U);
  put_bytes(folder / "b.txt", "ba mươi bốn năm");
  std::filesystem::rename(folder / "b.txt", file);
  EXPECT_TRUE(catalogue(options).catalogue.followed.empty());
}

TEST(SourceIdentity, ManyAreAskedForInTheirOrder) {
  const TempFolder folder;
  const std::vector<std::string> names{"a", "absent", "b", "c", "d"};
  for (const std::string& name : names) {
    if (name != "absent") put_bytes(folder / name, name);
  }
  for (std::size_t count = 0; count <= names.size(); ++count) {
    const auto stamps = read_identities(count, [&](std::size_t i) { return folder / names[i]; });
    ASSERT_EQ(stamps.size(), count);
    for (std::size_t i = 0; i < count; ++i) {
      if (names[i] == "absent") {
        EXPECT_FALSE(stamps[i]);
      } else {
        EXPECT_EQ(stamps[i], read_identity(folder / names[i]));
      }
    }
  }
}

TEST(ResultsLook, SeesWhatHasChangedSinceTheLastOne) {
  const TempFolder folder;
  put_bytes(folder / "a.txt", "a");
  FileIdentity text = read_identity(folder / "a.txt");
  EXPECT_FALSE(ResultsLook(text, {}, {}).new_state()) << "it was written to only just now";
  text.changed -= 10'000'000'000;
  text.modified -= 10'000'000'000;
  const ResultsLook first(text, {}, {});
  EXPECT_TRUE(first.has_text() && !first.has_pdf() && !first.has_changed());
  ASSERT_TRUE(first.new_state());
  const ResultsLook again(text, {}, first.new_state());
  EXPECT_FALSE(again.has_changed() || again.new_state());
  EXPECT_TRUE(ResultsLook(text, text, first.new_state()).has_changed()) << "a PDF came";
  --text.changed;
  EXPECT_TRUE(ResultsLook(text, {}, first.new_state()).has_changed());
  EXPECT_FALSE(ResultsLook({}, {}, first.new_state()).has_text());
}

TEST(Prune, WhatAnotherOutputHasSeenIsNotGone) {
  const TempFolder folder;
  std::filesystem::create_directories(folder / "in");
  put_bytes(folder / "in/here.txt", "một");
  store::PageStore pages(folder / "pages.db");
  const auto place = [&](const char* name) { return normalise_path(folder / "in" / name); };
  const std::string shared = record::sha256("hai"), theirs = record::sha256("ba");
  pages.save_input({place("here.txt"), "here.txt", {}, record::sha256("một"), false, {}});
  pages.save_input({place("gone.txt"), "gone.txt", {}, shared, false, {}});
  pages.save_input({place("gone.txt"), "gone.txt", {}, theirs, false, "office"});
  pages.save_input({place("here.txt"), "here.txt", {}, theirs, true, "office"});
  const FoundInputs found = find_inputs({folder / "in"}, folder / "out");
  GoneInputs gone = find_gone_inputs({folder / "in"}, found, pages);
  EXPECT_EQ(gone.documents, std::vector<std::string>{record::doc_id(shared)});
  EXPECT_EQ(gone.of_others, std::vector<std::string>{record::doc_id(theirs)});
  pages.save_input({"/elsewhere/x.txt", "x.txt", {}, shared, false, "office"});
  gone = find_gone_inputs({folder / "in"}, found, pages);
  EXPECT_TRUE(gone.documents.empty());
  ASSERT_EQ(gone.inputs.size(), 1U);
  EXPECT_EQ(gone.inputs.front().origin, "");
}

TEST(SourceCatalogue, AFileThatAnotherOutputHasSeenIsOursWhenItIsTheSame) {
  const TempFolder folder;
  std::filesystem::create_directories(folder / "in");
  put_bytes(folder / "in/a.txt", "một");
  RunOptions options = options_of(folder);
  std::filesystem::create_directories(options.out);
  const std::string file = normalise_path(folder / "in/a.txt"), sha256 = record::sha256("một");
  FileIdentity stamp = read_identity(folder / "in/a.txt"), other = stamp;
  ++stamp.device;  // of another machine that has the folder
  ++other.changed;
  {
    store::PageStore pages(options.out / "pages.db");
    pages.save_input({file, "a.txt", stamp, sha256, false, "one"});
    pages.save_input({file, "a.txt", {}, record::sha256("không"), true, "one"});
    pages.save_input({file, "a.txt", other, record::sha256("hai"), false, "two"});
  }
  const SourceCatalogue found = catalogue(options).catalogue;
  EXPECT_EQ(found.hashed, 0U);
  EXPECT_TRUE(found.replaced.empty());
  EXPECT_EQ(found.sources.at(0).info.sha256, sha256);
  const store::PageStore pages(options.out / "pages.db");
  EXPECT_EQ(pages.inputs(file).size(), 2U);
  ASSERT_EQ(pages.inputs_of_others(file).size(), 1U);
  EXPECT_EQ(pages.inputs_of_others(file).front().origin, "two");
}

TEST(SourceCatalogue, WhatCannotBeReadIsARejectOfItsShard) {
  const TempFolder folder;
  std::filesystem::create_directories(folder / "in");
  std::filesystem::create_symlink(folder / "nowhere", folder / "in/gone.pdf");
  put_bytes(folder / "in/a.txt", "a");
  RunOptions options = options_of(folder);
  std::uint64_t inputs = 0;
  std::size_t sources = 0;
  for (const std::uint32_t index : {1U, 2U}) {
    options.shard = {index, 2};
    const auto [found, rejects] = catalogue(options);
    EXPECT_EQ(rejects.size(), options.shard.has("gone.pdf") ? 1U : 0U);
    EXPECT_EQ(found.hashed, options.shard.has("a.txt") ? 1U : 0U);
    inputs += found.inputs;
    sources += found.sources.size();
  }
  EXPECT_EQ(inputs, 2U);
  EXPECT_EQ(sources, 1U);
}

TEST(Folders, PageImagesAreOneSourceInTheOrderOfTheirNumbers) {
  const TempFolder folder;
  for (const char* const name : {"in/a/p10.png", "in/a/p2.PNG", "in/a/p02b.tif", "in/a/note.txt",
                                 "in/one/alone.jpg", "in/top.jpeg", "in/top (2).jpeg"}) {
    std::filesystem::create_directories((folder / name).parent_path());
    put_bytes(folder / name, std::string(name) == "in/a/p10.png" ? "in/a/p2.PNG" : name);
  }
  RunOptions options = options_of(folder);
  options.group = InputGrouping::kFolder;
  const RunLog log({});
  RejectList rejects(log);
  std::filesystem::create_directories(options.out);
  store::PageStore pages(options.out / "pages.db");
  const auto sources_now = [&] {
    const FoundInputs found = find_inputs(options.inputs, options.out, options.group);
    std::vector<InputSource> sources =
        build_catalogue(found.inputs, options, {}, pages, rejects).sources;
    for (InputSource& source : sources) {
      const std::string suffix = source.files[0].file.extension().string();
      source.info.format = suffix == ".txt" ? "txt" : "png";
      source.pages = suffix == ".txt" ? 0 : suffix == ".tif" ? 3 : 1;
    }
    return sources;
  };
  std::vector<InputSource> sources = sources_now();
  ASSERT_EQ(sources.size(), 7U);
  EXPECT_TRUE(join_folders(sources, pages).empty());
  const auto with = [&](std::string_view path) -> const InputSource& {
    return *std::ranges::find(sources, path, [](const InputSource& one) { return one.path(); });
  };
  ASSERT_EQ(sources.size(), 4U);  // a, a/note.txt, one/alone.jpg, in
  const InputSource& a = with("a");
  ASSERT_EQ(a.files.size(), 3U);
  EXPECT_EQ(a.pages, 5U);
  EXPECT_EQ(a.files[1].path, "a/p02b.tif");
  EXPECT_EQ(a.place(1).file.path, "a/p2.PNG");
  EXPECT_EQ(a.place(4).file.path, "a/p02b.tif");
  EXPECT_EQ(a.place(4).number, 3U);
  EXPECT_EQ(a.place(5).file.path, "a/p10.png");
  const std::string same = record::sha256("in/a/p2.PNG");
  EXPECT_EQ(a.info.sha256, record::sha256(same + ":1-1\n" + record::sha256("in/a/p02b.tif") +
                                          ":1-3\n" + same + ":1-1"));
  EXPECT_EQ(a.info.names[1].page_from, 2U);
  EXPECT_EQ(a.info.names[1].page_to, 4U);
  ASSERT_EQ(with("in").files.size(), 2U);
  EXPECT_EQ(with("in").files[0].path, "top.jpeg");
  EXPECT_EQ(with("one/alone.jpg").info.sha256, record::sha256("in/one/alone.jpg"));
  EXPECT_TRUE(with("a/note.txt").is_text());

  const std::string before = a.info.sha256;
  std::filesystem::remove(folder / "in/a/p10.png");
  sources = sources_now();
  const std::vector<store::SeenInput> past = join_folders(sources, pages);
  ASSERT_EQ(past.size(), 1U);
  EXPECT_EQ(past[0].path, "a");
  EXPECT_EQ(past[0].sha256, before);
  sources = sources_now();
  EXPECT_TRUE(join_folders(sources, pages).empty());  // it was told
}

TEST(ProgressCounter, KnowsWhatIsDueAndTellsOfEachStep) {
  const std::vector<InputSource> sources{source_of("pdf", 9, 3), source_of("txt", 0)};
  std::vector<std::uint64_t> told;
  RunHooks hooks;
  hooks.progress = [&](const RunProgress& p) { told.push_back(p.pages_done + p.texts_done); };
  ProgressCounter counter(sources, hooks);
  EXPECT_EQ(counter.progress().pages_all, 3U);
  EXPECT_EQ(counter.progress().texts_all, 1U);
  counter.count(&RunProgress::pages_done);
  counter.count(&RunProgress::texts_done);
  counter.count_documents(1, true);
  counter.count_documents(2, false);
  EXPECT_EQ(told, (std::vector<std::uint64_t>{0, 1, 2, 2, 2}));
  EXPECT_EQ(counter.documents(), 3U);
  EXPECT_EQ(counter.progress().files_done, 2U);
  EXPECT_EQ(counter.progress().files_all, 2U);
  EXPECT_EQ(counter.partial(), 1U);
}

}  // namespace
}  // namespace codau::pipeline
