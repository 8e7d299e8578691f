// worker/bundled_data.h: the libraries find the data of a bundle, and nothing changes elsewhere.
#include "worker/bundled_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "../support/temp_folder.h"

namespace codau::worker {
namespace {

namespace fs = std::filesystem;

class BundledData : public ::testing::Test {
 protected:
  void SetUp() override { forget(); }
  void TearDown() override { forget(); }

  static void forget() { ::unsetenv("FONTCONFIG_FILE"); }
  static std::string value(const char* name) {
    const char* const found = std::getenv(name);
    return found == nullptr ? "" : found;
  }
  static bool is_read(const fs::path& folder) {
    return std::ranges::count(list_library_data(), folder) == 1;
  }

  const testing::TempFolder folder_;
  const fs::path home_ = folder_ / "share/codau", worker_ = folder_ / "libexec/codau/codau-worker";
};

TEST_F(BundledData, ElsewhereNothingIsSet) {
  fs::create_directories(home_);
  use_bundled_data(worker_);
  EXPECT_EQ(value("FONTCONFIG_FILE"), "");
  EXPECT_TRUE(is_read("/usr/share"));
}

TEST_F(BundledData, LibrariesFindTheDataOfABundle) {
  fs::create_directories(home_);
  std::ofstream(home_ / "bundle.tsv") << "package\n";
  use_bundled_data(worker_);
  EXPECT_EQ(value("FONTCONFIG_FILE"), (home_ / "fonts/fonts.conf").string());
  EXPECT_TRUE(is_read(home_ / "fonts"));
}

TEST_F(BundledData, VariablesThatAreSetAreKept) {
  fs::create_directories(home_);
  std::ofstream(home_ / "bundle.tsv") << "package\n";
  ::setenv("FONTCONFIG_FILE", "/elsewhere/fonts.conf", 1);
  use_bundled_data(worker_);
  EXPECT_EQ(value("FONTCONFIG_FILE"), "/elsewhere/fonts.conf");
  EXPECT_TRUE(is_read("/elsewhere"));
}

}  // namespace
}  // namespace codau::worker
