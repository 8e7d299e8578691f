#include "lines/unread_ends.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "../support/drawing.h"
#include "raster/pixels.h"

namespace codau::ocr {
namespace {

const LineCrop kPlace{{90, 85, 400, 140}};

/// Stems 25 pixels high on a page of 200 dpi, at these columns.
testing::Page stems_at(const std::vector<std::int32_t>& columns) {
  testing::Page page(600, 300);
  for (const std::int32_t x : columns) page.bar({x, 100, x + 5, 125});
  return page;
}

/// A word whose letters are said at these columns.
ReadLine read_at(const std::vector<std::int32_t>& columns, double confidence = 0.9) {
  ReadWord word{std::string(columns.size(), 'n'),
                {columns.front(), 100, columns.back() + 5, 125},
                confidence};
  for (const std::int32_t x : columns) word.character_centres.push_back(x + 2 - word.box.left);
  return {{word}, word.box};
}

UnreadEnds ends_of(const Pix* ink, const ReadLine& line) {
  return find_unread_ends(line, ink, kPlace);
}

image::PixPtr ink_of(testing::Page page) { return page.image_of_one_bit().pix; }

ReadLine line_of(const std::vector<std::string>& words) {
  ReadLine line;
  for (const std::string& word : words) line.words.push_back({word, {}, 0.9});
  return line;
}

TEST(UnreadEnds, AreUnreadWherePrintStandsBeyondTheLetters) {
  const image::PixPtr ink = ink_of(stems_at({100, 140, 160, 180, 200, 240}));
  const UnreadEnds both = ends_of(ink.get(), read_at({140, 160, 180, 200}));
  EXPECT_TRUE(both.left && both.right);
  const UnreadEnds right = ends_of(ink.get(), read_at({100, 140, 160, 180, 200}));
  EXPECT_TRUE(!right.left && right.right);
  const UnreadEnds none = ends_of(ink.get(), read_at({100, 140, 160, 180, 200, 240}));
  EXPECT_FALSE(none.left || none.right);
}

TEST(UnreadEnds, AreReadWhereOnlyStopsMarksAndStreaksStand) {
  testing::Page page = stems_at({140, 160, 180, 200});
  page.bar({100, 120, 105, 125});  // a stop
  page.bar({110, 100, 118, 106});  // a quote
  page.bar({240, 0, 245, 300});    // a streak
  const image::PixPtr ink = ink_of(std::move(page));
  const UnreadEnds ends = ends_of(ink.get(), read_at({140, 160, 180, 200}));
  EXPECT_FALSE(ends.left || ends.right);
}

TEST(UnreadEnds, AreNotAskedForInNoise) {
  const image::PixPtr ink = ink_of(stems_at({100, 140, 160, 180, 200, 240}));
  const UnreadEnds ends = ends_of(ink.get(), read_at({140, 160, 180, 200}, 0.5));
  EXPECT_FALSE(ends.left || ends.right);
}

TEST(UnreadEnds, OnlyAFewLettersMoreAreToldThere) {
  const UnreadEnds left{true, false}, right{false, true};
  EXPECT_TRUE(has_more_at_ends(line_of({"MẪU", "SỐ"}), line_of({"I.", "MẪU", "SỐ"}), left));
  EXPECT_TRUE(has_more_at_ends(line_of({")", "Dịch"}), line_of({"l)", "Dịch"}), left));
  EXPECT_TRUE(has_more_at_ends(line_of({"Quý", "II"}), line_of({"Quý", "III"}), right));
  EXPECT_FALSE(has_more_at_ends(line_of({"Quý", "II"}), line_of({"Quý", "III"}), left));
  EXPECT_FALSE(has_more_at_ends(line_of({"Quý", "II"}), line_of({"Quý", "II"}), right));
  EXPECT_FALSE(has_more_at_ends(line_of({"Quý", "II"}), line_of({"Quý", "II", "—"}), right));
  EXPECT_FALSE(has_more_at_ends(line_of({"Quý", "II"}), line_of({"Quy", "III"}), right));
  EXPECT_FALSE(has_more_at_ends(line_of({"nhận", "sáp"}), line_of({"nhận", "sáp2"}), right));
  EXPECT_FALSE(has_more_at_ends(line_of({"nhận"}), line_of({"nhận", "những", "điều"}), right));
}

}  // namespace
}  // namespace codau::ocr
