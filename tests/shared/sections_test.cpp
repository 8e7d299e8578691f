// The law of document/sections/sections.h on every text at hand: seed plans, invented plans, typed
// pages.
#include "document/sections/sections.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/text_of_sections.h"
#include "document/layout/read_layout.h"
#include "text/normalise.h"
#include "text/text_document.h"

namespace codau::document {
namespace {

namespace fs = std::filesystem;

/// The first difference between the sections of a file and its lines; counts the file.
std::string lost_in(const fs::path& file, int& files) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const std::string text = text::normalise(bytes).text;
  const TextDocument document = text::parse_plain_text(text);
  const std::vector<PrintedLine> lines = read_layout(own_lexicon(), document);
  ++files;
  const bool is_damaged = file.stem().extension() == ".mangled";
  return testing::lost(text, lines, read_sections(own_lexicon(), document, lines, is_damaged));
}

int expect_nothing_lost(const fs::path& folder) {
  int files = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    EXPECT_EQ(lost_in(entry.path(), files), "") << entry.path();
  }
  return files;
}

TEST(Sections, OfInventedPlansAreTheirText) {
  EXPECT_GE(expect_nothing_lost(fs::path(CODAU_ROOT) / "tests/accuracy/plans"), 30);
}

TEST(Sections, OfSeedPlansAndTypedPagesAreTheirText) {
  const char* named = std::getenv("CODAU_TESTDATA");
  const fs::path data = named != nullptr ? fs::path(named) : fs::path(CODAU_ROOT) / "../shared";
  if (!fs::is_directory(data / "seeds")) GTEST_SKIP() << "no seed plans; set CODAU_TESTDATA";
  EXPECT_GE(expect_nothing_lost(data / "seeds"), 5);
  EXPECT_GT(expect_nothing_lost(data / "scans"), 10);
  EXPECT_GT(expect_nothing_lost(data / "pages/truth"), 10);
}

}  // namespace
}  // namespace codau::document
