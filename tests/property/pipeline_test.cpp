// Laws of the walk, over made-up texts and pages; they need models/ and the worker program.
#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "../support/made_records.h"
#include "../support/temp_folder.h"
#include "core/changes.h"
#include "generator.h"
#include "pipeline/edits/pdf_cutter.h"
#include "pipeline/inputs/inputs.h"
#include "pipeline/run.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "restore/api/restorer.h"
#include "store/store.h"
#include "worker/document_restoration.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;
using testing::Laws;
using testing::TempFolder;

const InstallationHome kHome{CODAU_ROOT};

// pipeline/inputs/inputs.h: of all shards of a count exactly one has a path.
TEST_F(Laws, ShardsPartPaths) {
  for (int i = 0; i < testing::kRounds; ++i) {
    const std::string path = "năm/" + std::to_string(i) + ".pdf";
    const auto count = static_cast<std::uint32_t>(1 + generate.below(20));
    int owners = 0;
    for (std::uint32_t index = 1; index <= count; ++index) {
      owners += Shard{index, count}.has(path) ? 1 : 0;
    }
    ASSERT_EQ(owners, 1);
  }
}

void expect_same(const worker::RestorationResult& again, const worker::RestorationResult& first) {
  EXPECT_EQ(again.kept, "");
  EXPECT_EQ(again.found(), first.found());
  EXPECT_EQ(again.changes(), first.changes());
  EXPECT_EQ(again.document.after.text, first.document.after.text);
  EXPECT_EQ(again.document.changes, first.document.changes);
  EXPECT_EQ(again.document.doubts, first.document.doubts);
}

// worker/document_restoration.h: undo(changes, document.after.text) == found; the same with what
// was kept.
TEST_F(Laws, ADocumentCanBeUndone) {
  const restore::Restorer restorer(kHome.models().c_str(), kHome.data().c_str());
  for (int i = 0; i < 40; ++i) {
    std::vector<OcrPage> pages;
    for (std::uint32_t page = 1; page <= 1 + generate.below(3); ++page) {
      pages.push_back(generate.page(page));
    }
    const worker::RestorationResult scan =
        worker::restore(restorer, worker::make_document_from_pages(pages));
    ASSERT_EQ(undo(scan.changes(), scan.document.after.text), scan.found());
    const std::string bytes = generate.text();
    const worker::RestorationResult plain =
        worker::restore(restorer, worker::make_document_from_text(bytes));
    ASSERT_EQ(plain.found(), bytes);
    ASSERT_EQ(undo(plain.changes(), plain.document.after.text), bytes);
    expect_same(worker::restore(restorer, worker::make_document_from_pages(pages), scan.kept),
                scan);
    expect_same(worker::restore(restorer, worker::make_document_from_text(bytes), plain.kept),
                plain);
  }
}

/// All but what tells of the past; codau.db as it is once it is compacted.
std::map<std::string, std::string> files_of(const fs::path& out) {
  std::map<std::string, std::string> files;
  store::Store(out / "codau.db").compact();
  for (const auto& entry : fs::recursive_directory_iterator(out)) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().filename();
    if (name == "pages.db" || name == "history.db") continue;
    std::string bytes = testing::bytes_of(entry.path());
    if (entry.path().filename() == "manifest.json") {
      nlohmann::json json = nlohmann::json::parse(bytes);
      json.erase("run");
      bytes = json.dump();
    }
    files[entry.path().lexically_relative(out).string()] = bytes;
  }
  return files;
}

// pipeline/edits/pdf_cutter.h: what cannot be written is an error, not a PDF that cannot be cut.
TEST(PdfCutter, TellsAPlaceThatTakesNothingFromWhatIsNoPdf) {
  const TempFolder folder;
  const exports::PdfCutter cut = make_pdf_cutter(CODAU_WORKER);
  const fs::path sample = kHome.data() / "samples/01-phong-chong-thien-tai.pdf";
  EXPECT_THROW(cut(sample, {1, 1}, "/proc/nowhere/cut.pdf"), Error);
  testing::put_bytes(folder / "no.pdf", "%PDF-1.4 is nothing %%EOF");
  const exports::PdfCutter other = make_pdf_cutter(CODAU_WORKER);
  EXPECT_FALSE(other(folder / "no.pdf", {1, 1}, folder / "cut.pdf"));
  EXPECT_FALSE(fs::exists(folder / "cut.pdf"));
  EXPECT_TRUE(other(sample, {1, 1}, folder / "cut.pdf"));
}

// pipeline/run.h: the files of OUT do not depend on jobs, on the order of inputs, or on how often
// the run was stopped. (Scans, and kill -9: tests/e2e.)
TEST_F(Laws, AnOutputDependsOnItsInputsAlone) {
  const TempFolder folder;
  RunOptions options;
  options.home = kHome;
  options.worker = CODAU_WORKER;
  for (int i = 0; i < 6; ++i) {
    const fs::path file = folder / (std::to_string(i) + ".txt");
    testing::put_bytes(file, generate.text(20) + "Kế hoạch số " + std::to_string(i / 2));
    options.inputs.push_back(file);
  }
  const auto output = [&](const char* name, std::uint32_t jobs) {
    options.out = folder / name;
    options.jobs = jobs;
    EXPECT_EQ(run(options, {}).documents, 6U);
    return files_of(options.out);
  };
  const auto once = output("once", 1);
  std::reverse(options.inputs.begin(), options.inputs.end());
  EXPECT_EQ(output("turned", 3), once);
  auto again = output("turned", 1);  // a run on what is finished changes nothing, and says so
  EXPECT_EQ(nlohmann::json::parse(again["manifest.json"])["sources"].size(), 0U);
  again["manifest.json"] = once.at("manifest.json");
  EXPECT_EQ(again, once);

  RunHooks stopping;
  int allowed = 0;
  int asked = 0;
  stopping.stopped = [&] { return ++asked > allowed; };
  options.out = folder / "stopped";
  for (bool done = false; !done; allowed += 7) {
    asked = 0;
    try {
      (void)run(options, stopping);
      done = true;
    } catch (const Error& error) {
      ASSERT_EQ(error.code(), ErrorCode::kInterrupted);
    }
  }
  EXPECT_EQ(files_of(options.out), once);
}

}  // namespace
}  // namespace codau::pipeline
