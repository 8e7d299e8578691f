#include "ocr/quarter_numerals.h"

#include <gtest/gtest.h>

#include "../support/drawing.h"
#include "page/clean_page.h"
#include "raster/page_image.h"
#include "segment/preprocess.h"

namespace codau::ocr {
namespace {

constexpr Box kWord{200, 100, 300, 125};

/// `count` stems and a wide glyph behind a stroke, as in "II/2024", on a page of 200 dpi.
image::CleanPage quarter(int count) {
  testing::Page page(600, 400);
  for (std::int32_t i = 0; i < count; ++i) page.bar({200 + 12 * i, 100, 205 + 12 * i, 125});
  const std::int32_t x = 204 + 12 * count;
  for (std::int32_t y = 0; y < 25; ++y) page.bar({x + 8 - y / 3, 100 + y, x + 11 - y / 3, 101 + y});
  page.bar({x + 16, 100, x + 32, 108}).bar({x + 16, 116, x + 32, 125});
  const image::PageImage image = page.image();
  return image::clean_page(image::normalise_page(image), image);
}

std::string settled(int stems, const std::string& before, const std::string& word) {
  ReadLines lines{{{{before, {100, 100, 180, 125}, 0.9}, {word, kWord, 0.5}}, {}}};
  lines = correct_quarter_numerals(quarter(stems), lines);
  return lines[0].words[1].text;
}

TEST(QuarterNumerals, AreCountedByTheirStrokes) {
  EXPECT_EQ(settled(3, "quý", "II/2024"), "III/2024");
  EXPECT_EQ(settled(2, "Quý", "11/2024"), "II/2024");
  EXPECT_EQ(settled(1, "QUÝ", "l/2024"), "I/2024");
  EXPECT_EQ(settled(3, "quý", "HI"), "III");
}

TEST(QuarterNumerals, MayStandBelowTheirWord) {
  ReadLines lines{{{{"Quý", {100, 100, 180, 125}, 0.9}}, {}}, {{{"HI/2024", kWord, 0.5}}, {}}};
  lines = correct_quarter_numerals(quarter(3), lines);
  EXPECT_EQ(join_text(lines[1]), "III/2024");
}

TEST(QuarterNumerals, AreCountedBeyondTheLettersThatWereRead) {
  const ReadWord before{"quý", {100, 100, 180, 125}, 0.9};
  ReadLines lines{{{before, {"II", {200, 100, 219, 125}, 0.9}}, {}}};
  testing::Page page(600, 400);
  for (std::int32_t i = 0; i < 3; ++i) page.bar({200 + 12 * i, 100, 205 + 12 * i, 125});
  page.bar({260, 100, 265, 125});  // the next word
  const image::PageImage image = page.image();
  lines = correct_quarter_numerals(image::clean_page(image::normalise_page(image), image), lines);
  EXPECT_EQ(join_text(lines[0]), "quý III");
}

TEST(QuarterNumerals, OtherWordsAreLeft) {
  EXPECT_EQ(settled(1, "quý", "1/2024"), "1/2024");  // some write them so
  EXPECT_EQ(settled(3, "tháng", "11/2024"), "11/2024");
  EXPECT_EQ(settled(3, "quý", "IV/2024"), "IV/2024");
  EXPECT_EQ(settled(3, "quý", "Hai"), "Hai");
  EXPECT_EQ(settled(4, "quý", "II/2024"), "II/2024");
  EXPECT_EQ(settled(4, "quý", "1/2024"), "1/2024");
}

TEST(QuarterNumerals, AreSpeltOutWhereStrokesRunTogether) {
  EXPECT_EQ(settled(4, "quý", "I1/2024"), "II/2024");
  EXPECT_EQ(settled(4, "quý", "11/2024"), "II/2024");
  EXPECT_EQ(settled(4, "quý", "IH"), "III");
}

// Faint letters may leave nothing but their stems.
TEST(QuarterNumerals, AWordOfFaintLettersIsNone) {
  testing::Page page(600, 400);
  for (std::int32_t i = 0; i < 3; ++i) page.bar({200 + 12 * i, 100, 205 + 12 * i, 125});
  const image::PageImage image = page.image();
  const image::CleanPage copy = image::clean_page(image::normalise_page(image), image);
  const ReadWord before{"quy", {100, 100, 180, 125}, 0.9}, word{"định", {200, 100, 230, 125}, 0.5};
  ReadLines lines{{{before, word, {"của", {240, 100, 290, 125}, 0.9}}, {}},
                  {{before, word, {"năm", {240, 100, 290, 125}, 0.9}}, {}}};
  lines = correct_quarter_numerals(copy, lines);
  EXPECT_EQ(join_text(lines[0]), "quy định của");
  EXPECT_EQ(join_text(lines[1]), "quy III năm");
}

}  // namespace
}  // namespace codau::ocr
