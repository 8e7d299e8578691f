#include "lines/row_metrics.h"

#include <gtest/gtest.h>

#include <iterator>

namespace codau::image {
namespace {

constexpr std::int32_t kUsual = 20;

std::vector<LetterExtent> times(std::size_t count, LetterExtent letter) {
  return std::vector<LetterExtent>(count, letter);
}

std::vector<LetterExtent> together(std::initializer_list<std::vector<LetterExtent>> parts) {
  std::vector<LetterExtent> out;
  for (const std::vector<LetterExtent>& part : parts)
    out.insert(out.end(), part.begin(), part.end());
  return out;
}

/// As in "nghị định": small letters, stems, tails.
std::vector<LetterExtent> lower_case(std::int32_t high) {
  return together({times(20, {high, 0}), times(7, {high * 3 / 2, 0}), times(3, {high, high / 2})});
}

TEST(RowMetrics, OfSmallLettersStemsAndTails) {
  EXPECT_EQ(measure_row(lower_case(20), kUsual), (RowMetrics{20, 30, 10}));
}

TEST(RowMetrics, OfLargerPrintThanIsUsual) {  // 16 points beside 12
  EXPECT_EQ(measure_row(lower_case(27), kUsual), (RowMetrics{27, 40, 13}));
}

TEST(RowMetrics, OfCapitalsAreThoseOfTheirSmallLetters) {
  EXPECT_EQ(measure_row(times(20, {29, 0}), kUsual), (RowMetrics{20, 29, 9}));
  EXPECT_EQ(measure_row(times(20, {23, 0}), kUsual), (RowMetrics{16, 23, 7}));
}

TEST(RowMetrics, MarksOverCapitalsAreNoStems) {  // some touch the letter
  const std::vector<LetterExtent> row =
      together({times(20, {29, 0}), times(6, {38, 0}), times(2, {29, 5})});
  EXPECT_EQ(measure_row(row, kUsual), (RowMetrics{20, 29, 9}));
}

TEST(RowMetrics, OfFewLettersAreThoseOfThePicture) {
  EXPECT_EQ(measure_row({}, kUsual), (RowMetrics{20, 30, 9}));
  EXPECT_EQ(measure_row({{41, 0}}, kUsual).x_height, kUsual);
  EXPECT_EQ(measure_row({{29, 0}, {29, 0}}, kUsual), (RowMetrics{20, 29, 9}));
}

}  // namespace
}  // namespace codau::image
