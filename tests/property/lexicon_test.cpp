#include "text/lexicon.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "../support/seeded.h"
#include "../support/temp_folder.h"
#include "core/error.h"

namespace codau::text {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 22> kPieces = {
    "Ban A",      "Báo Lao động", "Xã Y",     "agency",  "place",      "abbreviation",
    "holiday",    "organ",        "province", "commune", "\t",         "\t\t",
    "2025-07-01", "2025-7-1",     ";",        "=",       "level=unit", "remove",
    "\r\n",       "\n",           "#",        "\xF0\x9F"};

// text/lexicon.h: Lexicon takes a folder if and only if it has no faults.
TEST(LexiconLaws, TakesWhatHasNoFaults) {
  std::mt19937 random(testing::seed());
  std::size_t taken = 0, refused = 0;
  for (int round = 0; round < 400; ++round) {
    const testing::TempFolder folder;
    std::string table = round % 3 == 0 ? "Tỉnh X\tplace\tprovince\n" : "";
    for (std::size_t i = random() % 24; i > 0; --i) {
      const bool is_entry = random() % 3 == 0;
      table += is_entry ? "Ban B\tagency\torgan\n" : kPieces[random() % kPieces.size()];
    }
    std::ofstream(folder / "a.tsv", std::ios::binary) << table;
    const fs::path tables = folder.path();
    bool is_fine = true, is_taken = true;
    std::size_t entries = 0;
    try {
      const LexiconReport report = check_lexicon(tables);
      is_fine = report.faults.empty();
      entries = report.entries;
    } catch (const Error&) {
      is_fine = false;  // no text
    }
    try {
      const Lexicon lexicon({&tables, 1});
      ASSERT_LE(lexicon.entries("agency").size() + lexicon.entries("place").size() +
                    lexicon.entries("abbreviation").size(),
                entries);
    } catch (const Error&) {
      is_taken = false;
    }
    ASSERT_EQ(is_taken, is_fine) << table;
    ++(is_taken ? taken : refused);
  }
  EXPECT_GT(taken, 20U);
  EXPECT_GT(refused, 20U);
}

}  // namespace
}  // namespace codau::text
