#include "lines/row_measures.h"

#include <gtest/gtest.h>

#include <iterator>

namespace codau::image {
namespace {

constexpr std::int32_t kUsual = 20;

std::vector<Reach> times(std::size_t count, Reach letter) {
  return std::vector<Reach>(count, letter);
}

std::vector<Reach> together(std::initializer_list<std::vector<Reach>> parts) {
  std::vector<Reach> out;
  for (const std::vector<Reach>& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

/// As in "nghị định": small letters, stems, tails.
std::vector<Reach> lower_case(std::int32_t high) {
  return together({times(20, {high, 0}), times(7, {high * 3 / 2, 0}), times(3, {high, high / 2})});
}

TEST(RowMeasures, OfSmallLettersStemsAndTails) {
  EXPECT_EQ(measures_of(lower_case(20), kUsual), (RowMeasures{20, 30, 10}));
}

TEST(RowMeasures, OfLargerPrintThanIsUsual) {  // 16 points beside 12
  EXPECT_EQ(measures_of(lower_case(27), kUsual), (RowMeasures{27, 40, 13}));
}

TEST(RowMeasures, OfCapitalsAreThoseOfTheirSmallLetters) {
  EXPECT_EQ(measures_of(times(20, {29, 0}), kUsual), (RowMeasures{20, 29, 9}));
  EXPECT_EQ(measures_of(times(20, {23, 0}), kUsual), (RowMeasures{16, 23, 7}));
}

TEST(RowMeasures, MarksOverCapitalsAreNoStems) {  // some touch the letter
  const std::vector<Reach> row =
      together({times(20, {29, 0}), times(6, {38, 0}), times(2, {29, 5})});
  EXPECT_EQ(measures_of(row, kUsual), (RowMeasures{20, 29, 9}));
}

TEST(RowMeasures, OfFewLettersAreThoseOfThePicture) {
  EXPECT_EQ(measures_of({}, kUsual), (RowMeasures{20, 30, 9}));
  EXPECT_EQ(measures_of({{41, 0}}, kUsual).x_height, kUsual);
  EXPECT_EQ(measures_of({{29, 0}, {29, 0}}, kUsual), (RowMeasures{20, 29, 9}));
}

}  // namespace
}  // namespace codau::image
