// Laws of pipeline/output/worker_pool.h and pipeline/run.h against a worker that lies
// (support/lying_worker.cpp): whatever it answers, the run ends by itself, each lie costs its page
// or file, and nothing is left open. How many lies: CODAU_LIES_WANTED, else a few thousand.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>

#include "../support/temp_folder.h"
#include "core/error.h"
#include "pipeline/output/scan_renderer.h"
#include "pipeline/run.h"
#include "store/pages/page_store.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

std::uint32_t wanted() {
  const char* const given = std::getenv("CODAU_LIES_WANTED");
  return given != nullptr ? static_cast<std::uint32_t>(std::atoi(given)) : 3'000;
}

long open_descriptors() {
  const auto all = fs::directory_iterator("/proc/self/fd");
  return std::distance(begin(all), end(all));
}

// Resident at the most so far, in MiB.
long peak() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss / 1024;
}

class Lies : public ::testing::Test {
 protected:
  void SetUp() override {
    ::setenv("CODAU_LIES", (folder / "lies").c_str(), 1);
    options.out = folder / "out";
    options.home.root = CODAU_ROOT;
    options.worker = CODAU_LIAR;
    options.jobs = 2;
    options.until = StageLimit::kRestore;
    options.timeout_page = std::chrono::seconds(20);
  }
  void TearDown() override {
    for (const char* name : {"CODAU_LIES", "CODAU_LIE", "CODAU_PAGES", "CODAU_SEED"})
      ::unsetenv(name);
  }

  void add_inputs(std::uint32_t count, const std::string& ending) {
    for (std::uint32_t i = 0; i < count; ++i) {
      const fs::path file = folder / ("in" + std::to_string(i) + ending);
      testing::put_bytes(file, "source " + std::to_string(i) + ending);
      options.inputs.push_back(file);
    }
  }

  // Runs; the number of lies that were told.
  std::uintmax_t run_through() {
    const long before = open_descriptors();
    summary = run(options, {});
    EXPECT_EQ(open_descriptors(), before);
    EXPECT_LT(peak(), 600);
    return fs::file_size(folder / "lies");
  }

  testing::TempFolder folder;
  RunOptions options;
  RunSummary summary;
};

TEST_F(Lies, AboutPagesCostThePage) {
  constexpr std::uint32_t kMostPages = 20'000;
  const std::uint32_t pages = wanted() * 3 / 5;  // most are asked for twice at least
  const std::uint32_t files = pages / kMostPages + 1;
  add_inputs(files, ".pdf");
  ::setenv("CODAU_PAGES", std::to_string(pages / files + 1).c_str(), 1);
  EXPECT_GE(run_through(), wanted());
  EXPECT_EQ(summary.pages.pages_rejected, summary.pages.pages_all);
  EXPECT_EQ(summary.exit_code, static_cast<int>(ErrorCode::kNothingRead));
}

TEST_F(Lies, AboutFilesCostTheFile) {
  ::setenv("CODAU_LIE", "probes", 1);
  add_inputs(300, ".pdf");
  EXPECT_GE(run_through(), 300U);
  EXPECT_EQ(summary.documents, 0U);
}

TEST_F(Lies, AboutPicturesCostThePicture) {
  const fs::path file = folder / "in.pdf";
  testing::put_bytes(file, "source");
  fs::create_directory(options.out);
  const HashedFile hashed = hash_file(file);
  store::PageStore(options.out / "pages.db")
      .save_input({file.string(), "in.pdf", hashed.identity, hashed.sha256, false});
  const long before = open_descriptors();
  std::size_t shown = 0;
  {
    ScanRenderer scans(options.out, options.worker);
    for (int i = 0; i < 400; ++i) {
      try {
        const std::string picture = scans.render({hashed.sha256, 1, {}, 0, 100});
        EXPECT_TRUE(picture.starts_with("\xFF\xD8\xFF"));
        ++shown;
      } catch (const Error& error) {
        const bool is_known =
            error.code() == ErrorCode::kInput || error.code() == ErrorCode::kInternal;
        EXPECT_TRUE(is_known) << error.what();
      }
    }
  }
  EXPECT_LT(shown, 100U);
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_LT(peak(), 600);
}

TEST_F(Lies, AboutDocumentsCostTheDocument) {
  ::setenv("CODAU_LIE", "texts", 1);
  options.until = StageLimit::kExports;
  add_inputs(300, ".txt");
  EXPECT_GE(run_through(), 300U);
  EXPECT_EQ(summary.documents, 0U);
  EXPECT_EQ(summary.rejects, 300U);
}

TEST_F(Lies, AboutPdfsLeaveNoPdf) {
  ::setenv("CODAU_LIE", "pdfs", 1);
  options.until = StageLimit::kExports;
  options.formats = {"pdf"};
  add_inputs(300, ".pdf");
  EXPECT_GE(run_through(), 300U);
  EXPECT_EQ(summary.pages.pages_rejected, 0U);
  EXPECT_EQ(summary.documents, 0U);
  EXPECT_EQ(summary.rejects, 300U);
  EXPECT_TRUE(!fs::exists(options.out / "pdf") || fs::is_empty(options.out / "pdf"));
}

}  // namespace
}  // namespace codau::pipeline
