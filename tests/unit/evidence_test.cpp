#include "restore/decode/evidence.h"

#include <gtest/gtest.h>

#include <span>
#include <vector>

namespace codau::restore {
namespace {

// Words of two looks: 10 and 11 differ in marks only, and so do 20 and 21; 30 is like no other.
constexpr lm::WordId kAn = 10, kAnMarked = 11, kThi = 20, kWord = 30;

Sighting sure(lm::WordId word) {
  Sighting out;
  out.beliefs[0] = {word, 1};
  out.fold_key = word / 10;
  return out;
}

Sighting doubtful(lm::WordId first, double probability, lm::WordId second) {
  Sighting out = sure(first);
  out.beliefs[0].probability = probability;
  out.beliefs[1] = {second, 1 - probability};
  return out;
}

/// The probability of `word` at place `i` once all have shared.
double believed(std::vector<Sighting> window, std::size_t i, lm::WordId word) {
  share_evidence(window);
  for (const Belief& belief : window[i].beliefs) {
    if (belief.word == word) return belief.probability;
  }
  return 0;
}

TEST(Evidence, WhatStandsBesideTheSameWordElsewhereCounts) {
  const std::vector<Sighting> window{doubtful(kAn, 0.6, kAnMarked), sure(kThi), sure(kWord),
                                     sure(kAnMarked), sure(kThi)};
  EXPECT_LT(believed(window, 0, kAn), 0.5);
  EXPECT_GT(believed(window, 0, kAnMarked), 0.5);
}

TEST(Evidence, ANameIsTheSameWhateverStandsBesideIt) {
  std::vector<Sighting> window{sure(kWord), doubtful(kAn, 0.6, kAnMarked), sure(kThi)};
  for (int i = 0; i < 3; ++i) window.insert(window.end(), {sure(kWord + 10), sure(kAnMarked)});
  EXPECT_DOUBLE_EQ(believed(window, 1, kAn), 0.6);
  for (const std::size_t i : {1U, 4U, 6U, 8U}) window[i].name = true;
  EXPECT_LT(believed(window, 1, kAn), 0.5);
}

TEST(Evidence, WhatStandsApartIsNoNeighbour) {
  std::vector<Sighting> window{doubtful(kAn, 0.6, kAnMarked), sure(kThi), sure(kWord),
                               sure(kAnMarked), sure(kThi)};
  window[4].apart = true;
  EXPECT_DOUBLE_EQ(believed(window, 0, kAn), 0.6);
}

TEST(Evidence, SurePlacesAndLonelyOnesStay) {
  const std::vector<Sighting> window{doubtful(kAn, 0.97, kAnMarked), sure(kThi), sure(kAnMarked),
                                     sure(kWord), doubtful(kAn, 0.6, kAnMarked)};
  EXPECT_DOUBLE_EQ(believed(window, 0, kAn), 0.97);
  EXPECT_DOUBLE_EQ(believed(window, 4, kAn), 0.6);
}

TEST(Evidence, AWitnessNearbyCountsMoreThanOneFarAway) {
  const auto with_witness_at = [](std::size_t away) {
    std::vector<Sighting> window{doubtful(kAn, 0.6, kAnMarked), sure(kThi)};
    window.resize(away, sure(kWord));
    window.insert(window.end(), {sure(kAnMarked), sure(kThi)});
    return believed(window, 0, kAnMarked);
  };
  EXPECT_GT(with_witness_at(10), with_witness_at(20'000));
}

TEST(Evidence, AnEmptyWindowIsNoTrouble) {
  std::vector<Sighting> window{doubtful(kAn, 0.6, kAnMarked), sure(kThi), sure(kAnMarked),
                               sure(kThi)};
  const std::vector<Sighting> before = window;
  share_evidence(std::span(window).first(0));
  for (std::size_t i = 0; i < window.size(); ++i) {
    for (std::size_t k = 0; k < window[i].beliefs.size(); ++k) {
      EXPECT_EQ(window[i].beliefs[k].word, before[i].beliefs[k].word);
      EXPECT_EQ(window[i].beliefs[k].probability, before[i].beliefs[k].probability);
    }
  }
}

}  // namespace
}  // namespace codau::restore
