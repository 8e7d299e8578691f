// How drawn digits rank the readings of a strip.
#include "review/views/handwriting_matches.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace codau::review {
namespace {

/// Digits as one hand draws them, 8 × 12.
using Drawing = std::array<std::string_view, 12>;
constexpr Drawing kOne{"...##...", "..###...", ".#.##...", "...##...", "...##...", "...##...",
                       "...##...", "...##...", "...##...", "...##...", "...##...", "...##..."};
constexpr Drawing kFour{"....##..", "...###..", "...###..", "..#.##..", "..#.##..", ".#..##..",
                        ".#..##..", "########", "########", "....##..", "....##..", "....##.."};
constexpr Drawing kSeven{"########", "########", "......##", ".....##.", ".....##.", "....##..",
                         "....##..", "...##...", "...##...", "..##....", "..##....", "..##...."};
constexpr Drawing kNine{"..####..", ".##..##.", "##....##", "##....##", ".##..###", "..####.#",
                        "......##", "......##", "......##", ".....##.", "....##..", ".###...."};

const Drawing& drawing_of(char digit) {
  switch (digit) {
    case '1':
      return kOne;
    case '4':
      return kFour;
    case '7':
      return kSeven;
    default:
      return kNine;
  }
}

/// A strip with digits side by side, each twice as large as it is drawn; `shift`: pixels that all
/// stand lower and further to the right.
GreyStrip draw(std::string_view digits, int shift = 0, char ink = '\x20', char paper = '\xe0') {
  constexpr int kDigit = 20;
  GreyStrip out;
  out.width = static_cast<int>(digits.size()) * kDigit + 20;
  out.pixels.assign(static_cast<std::size_t>(out.width) * kGreyStripRows, paper);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const Drawing& drawing = drawing_of(digits[i]);
    for (int y = 0; y < 24; ++y) {
      for (int x = 0; x < 16; ++x) {
        if (drawing[static_cast<std::size_t>(y / 2)][static_cast<std::size_t>(x / 2)] != '#')
          continue;
        const int column = 6 + static_cast<int>(i) * kDigit + x + shift, row = 3 + y + shift;
        out.pixels[static_cast<std::size_t>(row * out.width + column)] = ink;
      }
    }
  }
  return out;
}

store::HandStrip keep(std::string_view digits, const std::string& part = "number") {
  return {"d", part, std::string(digits), "o", draw(digits)};
}

double probability(const std::vector<ValueAlternative>& values, std::string_view value) {
  return std::ranges::find(values, value, &ValueAlternative::value)->probability;
}

TEST(HandwritingMatches, TheReadingWhoseDigitsLookLikeKeptOnesBecomesLikelier) {
  const auto weighed = weigh_by_handwriting({{"17", "", "", 0.4}, {"11", "", "", 0.5}},
                                            {{"number", draw("17", 2), {keep("71"), keep("94")}}});
  EXPECT_GT(probability(weighed, "17"), probability(weighed, "11"));
  EXPECT_NEAR(probability(weighed, "17") + probability(weighed, "11"), 0.9, 1e-9);
}

TEST(HandwritingMatches, OtherInkAndPaperMakeNoDifference) {
  const std::vector<ValueAlternative> offered{{"4", "", "", 0.5}, {"9", "", "", 0.5}};
  const std::vector<store::HandStrip> kept{keep("49")};
  const auto dark = weigh_by_handwriting(offered, {{"number", draw("9", 1), kept}}),
             pale = weigh_by_handwriting(offered, {{"number", draw("9", 1, '\x78', '\xff'), kept}});
  EXPECT_GT(probability(dark, "9"), 0.6);
  EXPECT_NEAR(probability(dark, "9"), probability(pale, "9"), 0.05);
}

TEST(HandwritingMatches, TheFactorIsBounded) {
  const auto weighed = weigh_by_handwriting({{"1", "", "", 0.5}, {"7", "", "", 0.5}},
                                            {{"number", draw("7"), {keep("1"), keep("7")}}});
  EXPECT_NEAR(probability(weighed, "7") / probability(weighed, "1"), 10, 1e-6);
}

TEST(HandwritingMatches, DigitsWithoutKeptExamplesSayNothing) {
  const std::vector<ValueAlternative> offered{{"4", "", "", 0.3}, {"9", "", "", 0.6}};
  EXPECT_EQ(weigh_by_handwriting(offered, {{"number", draw("4"), {keep("17")}}}), offered);
  EXPECT_EQ(weigh_by_handwriting(offered, {{"number", draw("4"), {}}}), offered);
  EXPECT_EQ(weigh_by_handwriting(offered, {}), offered);
}

TEST(HandwritingMatches, ADateIsRankedByItsDayAndItsMonth) {
  const std::vector<ValueAlternative> offered{
      {"17/04/2024", "", "", 0.3}, {"11/04/2024", "", "", 0.3}, {"17/09/2024", "", "", 0.3}};
  const auto weighed =
      weigh_by_handwriting(offered, {{"day", draw("17", 1), {keep("17", "day"), keep("11", "day")}},
                                     {"month", draw("4", 2), {keep("4"), keep("9")}}});
  EXPECT_GT(probability(weighed, "17/04/2024"), probability(weighed, "11/04/2024"));
  EXPECT_GT(probability(weighed, "17/04/2024"), probability(weighed, "17/09/2024"));
}

TEST(HandwritingMatches, WhatHasNoInkOrNoDigitsSaysNothing) {
  const std::vector<ValueAlternative> offered{
      {"4", "", "", 0.3}, {"4a", "", "", 0.4}, {"47", "", "", 0.1}, {"12345678", "", "", 0.1}};
  const GreyStrip blank{40, std::string(40UL * kGreyStripRows, '\xf0')};
  store::HandStrip of_blank = keep("4");
  of_blank.picture = blank;
  EXPECT_EQ(weigh_by_handwriting(offered, {{"number", blank, {keep("47")}}}), offered);
  EXPECT_EQ(weigh_by_handwriting(offered, {{"number", draw("4"), {of_blank}}}), offered);
  EXPECT_EQ(weigh_by_handwriting(offered, {{"number", {}, {keep("47")}}}), offered);
  const GreyStrip one_column{1, std::string(kGreyStripRows, '\0')};
  EXPECT_EQ(weigh_by_handwriting(offered, {{"number", one_column, {keep("47")}}}).size(), 4U);
}

}  // namespace
}  // namespace codau::review
