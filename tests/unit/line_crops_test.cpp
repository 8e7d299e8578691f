#include "lines/line_crops.h"

#include <gtest/gtest.h>

namespace codau::ocr {
namespace {

std::size_t left_of(const std::vector<Box>& boxes) {
  std::vector<LineCrop> places;
  for (const Box& box : boxes) places.push_back({box});
  return remove_glyph_holes(places).size();
}

TEST(TesseractLayout, AFigureIsReadWithoutItsHole) {  // as layout analysis places page numbers
  EXPECT_EQ(left_of({{21, 22, 57, 70}, {28, 25, 47, 63}}), 1U);  // 4
  EXPECT_EQ(left_of({{26, 26, 60, 90}, {32, 22, 54, 86}}), 1U);  // 8
  EXPECT_EQ(left_of({{26, 26, 60, 88}, {32, 31, 54, 62}}), 1U);  // 9
}

TEST(LineCrops, ARowIsAsHighAsStemsAndTailsOrItsInk) {
  image::TextRows found;
  found.letter_height = 20;
  found.rows.emplace_back();
  found.rows[0].baseline = 100;
  found.rows[0].parts = {{50, 80, 90, 101}, {300, 60, 400, 120}};
  const std::vector<LineCrop> places = make_line_crops(found, {0, 0, 500, 500});
  ASSERT_EQ(places.size(), 2U);
  EXPECT_EQ(places[0].box, (Box{46, 66, 94, 114}));
  EXPECT_EQ(places[1].box, (Box{296, 56, 404, 124}));
  EXPECT_TRUE(places[0].is_line_start);
  EXPECT_FALSE(places[1].is_line_start);
}

TEST(LineReader, LinesBelowEachOtherBesideEachOtherAndInAFrameStay) {
  EXPECT_EQ(left_of({{10, 10, 400, 60}, {10, 52, 200, 102}}), 2U);
  EXPECT_EQ(left_of({{10, 10, 40, 60}, {36, 10, 66, 60}}), 2U);
  EXPECT_EQ(left_of({{10, 10, 400, 400}, {50, 150, 350, 200}}), 2U);
}

}  // namespace
}  // namespace codau::ocr
