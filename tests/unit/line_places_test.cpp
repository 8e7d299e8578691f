#include "ocr/line_places.h"

#include <gtest/gtest.h>

namespace codau::ocr {
namespace {

std::size_t left_of(const std::vector<Box>& boxes) {
  std::vector<LinePlace> places;
  for (const Box& box : boxes) places.push_back({box});
  return without_holes(places).size();
}

TEST(TesseractLayout, AFigureIsReadWithoutItsHole) {  // as layout analysis places page numbers
  EXPECT_EQ(left_of({{21, 22, 57, 70}, {28, 25, 47, 63}}), 1U);  // 4
  EXPECT_EQ(left_of({{26, 26, 60, 90}, {32, 22, 54, 86}}), 1U);  // 8
  EXPECT_EQ(left_of({{26, 26, 60, 88}, {32, 31, 54, 62}}), 1U);  // 9
}

TEST(LineReader, LinesBelowEachOtherBesideEachOtherAndInAFrameStay) {
  EXPECT_EQ(left_of({{10, 10, 400, 60}, {10, 52, 200, 102}}), 2U);
  EXPECT_EQ(left_of({{10, 10, 40, 60}, {36, 10, 66, 60}}), 2U);
  EXPECT_EQ(left_of({{10, 10, 400, 400}, {50, 150, 350, 200}}), 2U);
}

}  // namespace
}  // namespace codau::ocr
