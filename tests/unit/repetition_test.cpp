#include "restore/decode/repetition.h"

#include <gtest/gtest.h>

#include <span>
#include <vector>

namespace codau::restore {
namespace {

// Words of two looks: 10 and 11 differ in marks only, and so do 20 and 21; 30 is like no other.
constexpr lm::WordId kAn = 10, kAnMarked = 11, kThi = 20, kWord = 30;

SlotPosteriors sure(lm::WordId word) {
  SlotPosteriors out;
  out.words[0] = {word, 1};
  out.fold_key = word / 10;
  return out;
}

SlotPosteriors doubtful(lm::WordId first, double probability, lm::WordId second) {
  SlotPosteriors out = sure(first);
  out.words[0].probability = probability;
  out.words[1] = {second, 1 - probability};
  return out;
}

/// The probability of `word` at place `i` once all have shared.
double believed(std::vector<SlotPosteriors> window, std::size_t i, lm::WordId word) {
  rescore_by_repetition(window);
  for (const WordPosterior& candidate : window[i].words) {
    if (candidate.word == word) return candidate.probability;
  }
  return 0;
}

TEST(Repetition, WhatStandsBesideTheSameWordElsewhereCounts) {
  const std::vector<SlotPosteriors> window{doubtful(kAn, 0.6, kAnMarked), sure(kThi), sure(kWord),
                                           sure(kAnMarked), sure(kThi)};
  EXPECT_LT(believed(window, 0, kAn), 0.5);
  EXPECT_GT(believed(window, 0, kAnMarked), 0.5);
}

TEST(Repetition, ANameIsTheSameWhateverStandsBesideIt) {
  std::vector<SlotPosteriors> window{sure(kWord), doubtful(kAn, 0.6, kAnMarked), sure(kThi)};
  for (int i = 0; i < 3; ++i) window.insert(window.end(), {sure(kWord + 10), sure(kAnMarked)});
  EXPECT_DOUBLE_EQ(believed(window, 1, kAn), 0.6);
  for (const std::size_t i : {1U, 4U, 6U, 8U}) window[i].is_name = true;
  EXPECT_LT(believed(window, 1, kAn), 0.5);
}

TEST(Repetition, WhatStandsApartIsNoNeighbour) {
  std::vector<SlotPosteriors> window{doubtful(kAn, 0.6, kAnMarked), sure(kThi), sure(kWord),
                                     sure(kAnMarked), sure(kThi)};
  window[4].is_detached = true;
  EXPECT_DOUBLE_EQ(believed(window, 0, kAn), 0.6);
}

TEST(Repetition, SurePlacesAndLonelyOnesStay) {
  const std::vector<SlotPosteriors> window{doubtful(kAn, 0.97, kAnMarked), sure(kThi),
                                           sure(kAnMarked), sure(kWord),
                                           doubtful(kAn, 0.6, kAnMarked)};
  EXPECT_DOUBLE_EQ(believed(window, 0, kAn), 0.97);
  EXPECT_DOUBLE_EQ(believed(window, 4, kAn), 0.6);
}

TEST(Repetition, AWitnessNearbyCountsMoreThanOneFarAway) {
  const auto with_occurrence_at = [](std::size_t away) {
    std::vector<SlotPosteriors> window{doubtful(kAn, 0.6, kAnMarked), sure(kThi)};
    window.resize(away, sure(kWord));
    window.insert(window.end(), {sure(kAnMarked), sure(kThi)});
    return believed(window, 0, kAnMarked);
  };
  EXPECT_GT(with_occurrence_at(10), with_occurrence_at(20'000));
}

TEST(Repetition, AnEmptyWindowIsNoTrouble) {
  std::vector<SlotPosteriors> window{doubtful(kAn, 0.6, kAnMarked), sure(kThi), sure(kAnMarked),
                                     sure(kThi)};
  const std::vector<SlotPosteriors> before = window;
  rescore_by_repetition(std::span(window).first(0));
  for (std::size_t i = 0; i < window.size(); ++i) {
    for (std::size_t k = 0; k < window[i].words.size(); ++k) {
      EXPECT_EQ(window[i].words[k].word, before[i].words[k].word);
      EXPECT_EQ(window[i].words[k].probability, before[i].words[k].probability);
    }
  }
}

}  // namespace
}  // namespace codau::restore
