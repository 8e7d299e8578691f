#include "ocr/streak_gaps.h"

#include <gtest/gtest.h>

namespace codau::ocr {
namespace {

/// A copy with print 20 pixels high that lost `boxes`.
image::CleanPage losing(std::vector<Box> boxes) {
  image::CleanPage copy;
  copy.x_height = 20;
  copy.lost_areas = std::move(boxes);
  return copy;
}

const ReadWord kWord{"này", {100, 200, 160, 240}, 0.9, {}, {10, 30, 50}};

TEST(StreakGaps, StandAtTheLetterThatAStreakCrosses) {
  EXPECT_EQ(find_streak_gap(kWord, losing({{104, 190, 110, 250}})), (OcrGap{0, 0.3}));
  EXPECT_EQ(find_streak_gap(kWord, losing({{126, 190, 132, 250}})), (OcrGap{1, 0.3}));
  EXPECT_EQ(find_streak_gap(kWord, losing({{150, 190, 160, 250}})), (OcrGap{3, 0.5}));
}

TEST(StreakGaps, StandBesideAWordToo) {
  EXPECT_EQ(find_streak_gap(kWord, losing({{92, 190, 98, 250}})), (OcrGap{0, 0.3}));
  EXPECT_EQ(find_streak_gap(kWord, losing({{164, 190, 170, 250}})), (OcrGap{4, 0.3}));
  EXPECT_EQ(find_streak_gap(kWord, losing({{180, 190, 186, 250}})), std::nullopt);
  EXPECT_EQ(find_streak_gap(kWord, losing({{126, 100, 132, 200}})), std::nullopt);
  EXPECT_EQ(find_streak_gap(kWord, losing({})), std::nullopt);
}

TEST(StreakGaps, AreThoseOfTheWidestStripe) {
  EXPECT_EQ(find_streak_gap(kWord, losing({{104, 190, 106, 250}})), std::nullopt)
      << "narrower than strokes";
  EXPECT_EQ(find_streak_gap(kWord, losing({{104, 190, 108, 250}, {150, 190, 160, 250}})),
            (OcrGap{3, 0.5}));
}

TEST(StreakGaps, LettersAreEquallyWideWhereRulesHaveChangedTheirNumber) {
  ReadWord word = kWord;
  word.text = "nay.";
  EXPECT_EQ(find_streak_gap(word, losing({{134, 190, 140, 250}})), (OcrGap{2, 0.3}));
}

}  // namespace
}  // namespace codau::ocr
