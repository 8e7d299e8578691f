#include "lines/line_starts.h"

#include <gtest/gtest.h>

#include "../support/drawing.h"
#include "page/clean_page.h"
#include "raster/page_image.h"
#include "segment/preprocess.h"

namespace codau::ocr {
namespace {

TEST(LineStarts, StrokesTellTheNumeralOfAHeading) {
  EXPECT_EQ(resolve_heading_numeral("IL", "|"), "I");
  EXPECT_EQ(resolve_heading_numeral("HH", "|||"), "III");
  EXPECT_EQ(resolve_heading_numeral("I", "||"), "II");
  EXPECT_EQ(resolve_heading_numeral("VI", "w||"), "VII");
  EXPECT_EQ(resolve_heading_numeral("X", "w"), "X");
  EXPECT_EQ(resolve_heading_numeral("1", "|"), "");  // Arabic numerals head paragraphs too
  EXPECT_EQ(resolve_heading_numeral("A", "w"), "");
  EXPECT_EQ(resolve_heading_numeral("IV", "|w"), "");
  EXPECT_EQ(resolve_heading_numeral("TO", "|||"), "");
}

/// "III. " as three stems and a stop on a page of 200 dpi, `numeral` and `heading` as they were
/// read.
ReadLine heading(testing::Page& page, const std::string& numeral, const std::string& heading) {
  for (std::int32_t x = 100; x < 136; x += 12) page.bar({x, 100, x + 5, 125});
  page.bar({140, 121, 144, 125});
  for (std::int32_t x = 160; x < 400; x += 20) page.bar({x, 100, x + 14, 125});
  return {{{numeral, {100, 100, 145, 125}, 0.5}, {heading, {160, 100, 394, 125}, 0.9}}, {}};
}

image::CleanPage cleaned(testing::Page& page) {
  const image::PageImage image = page.image();
  return image::clean_page(image::normalise_page(image), image);
}

TEST(LineStarts, CountTheStemsBeforeCapitals) {
  testing::Page page(600, 400);
  ReadLines lines{heading(page, "HH.", "THỰC HIỆN"), heading(page, "NI.", "Thực hiện"),
                  heading(page, "Ì.", "Thực hiện"), heading(page, "HH.", "thực hiện")};
  lines = correct_line_starts(cleaned(page), lines);
  EXPECT_EQ(join_text(lines[0]), "III. THỰC HIỆN");
  EXPECT_EQ(join_text(lines[1]), "III. Thực hiện");
  EXPECT_EQ(join_text(lines[2]), "III. Thực hiện");
  EXPECT_EQ(join_text(lines[3]), "HH. thực hiện");
}

TEST(LineStarts, ItemLIsNoNumeral) {
  testing::Page page(600, 400);
  page.bar({100, 100, 105, 125}).bar({110, 121, 114, 125});
  const ReadLine item{{{"l.", {100, 100, 115, 125}, 0.9}, {"Kinh", {160, 100, 394, 125}, 0.9}}, {}};
  const ReadLine before{{{"k.", {100, 60, 115, 85}, 0.9}, {"Chi", {160, 60, 394, 85}, 0.9}}, {}};
  const image::CleanPage copy = cleaned(page);
  EXPECT_EQ(join_text(correct_line_starts(copy, {before, item})[1]), "l. Kinh");
  EXPECT_EQ(join_text(correct_line_starts(copy, {item})[0]), "I. Kinh");
}

TEST(LineStarts, CountTheStemsOfLettersThatAreNoWord) {
  testing::Page page(600, 400);
  ReadLines lines{heading(page, "IIL", "Thực hiện"), heading(page, "II", "Thực hiện")};
  lines = correct_line_starts(cleaned(page), lines);
  EXPECT_EQ(join_text(lines[0]), "III. Thực hiện");
  EXPECT_EQ(join_text(lines[1]), "III. Thực hiện");
}

TEST(LineStarts, ANumberOfALowerLevelStays) {
  testing::Page page(600, 400);
  const ReadLines lines{heading(page, "II.1", "THỰC HIỆN"), heading(page, "II.1.", "Thực hiện")};
  const ReadLines settled = correct_line_starts(cleaned(page), lines);
  EXPECT_EQ(join_text(settled[0]), "II.1 THỰC HIỆN");
  EXPECT_EQ(join_text(settled[1]), "II.1. Thực hiện");
}

TEST(LineStarts, TakeANumeralOffTheWordItIsReadWith) {
  testing::Page page(600, 400);
  ReadLines lines{heading(page, "x", "HIỆN")};
  lines[0].words[0] = {"HH.THỰC", {100, 100, 250, 125}, 0.5, {{"HH.THỨC", 0.2}}};
  lines = correct_line_starts(cleaned(page), lines);
  ASSERT_EQ(join_text(lines[0]), "III. THỰC HIỆN");
  EXPECT_LT(lines[0].words[0].box.right, 150);
  EXPECT_GT(lines[0].words[1].box.left, 140);
  for (const ReadWord& word : lines[0].words) EXPECT_TRUE(word.alternatives.empty());
}

TEST(LineStarts, ADashWithWhiteBehindItIsAWord) {
  testing::Page page(600, 400);
  page.bar({100, 112, 110, 115}).bar({120, 100, 134, 125}).bar({138, 100, 152, 125});
  page.bar({100, 212, 110, 215}).bar({112, 200, 126, 225}).bar({130, 200, 144, 225});
  ReadLines lines{{{{"~Lưu", {100, 100, 152, 125}, 0.9, {{"~Lựu", 0.1}}}}, {}},
                  {{{"-Lưu", {100, 200, 144, 225}, 0.9, {{"-Lựu", 0.1}}}}, {}},
                  {{{"~", {100, 212, 110, 215}, 0.9}, {"Lưu", {112, 200, 144, 225}, 0.9}}, {}}};
  lines = correct_line_starts(cleaned(page), lines);
  EXPECT_EQ(join_text(lines[0]), "- Lưu");
  for (const ReadWord& word : lines[0].words) EXPECT_TRUE(word.alternatives.empty());
  EXPECT_EQ(join_text(lines[1]), "-Lưu");
  EXPECT_EQ(lines[1].words[0].alternatives.size(), 1U);
  EXPECT_EQ(join_text(lines[2]), "- Lưu");
}

}  // namespace
}  // namespace codau::ocr
