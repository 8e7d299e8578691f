// tests/support/seeded.h — chance that can be had again: CODAU_SEED=<n> replays what failed.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <random>

namespace codau::testing {

/// CODAU_SEED, where it is given.
inline unsigned seed(unsigned otherwise = 1) {
  const char* const given = std::getenv("CODAU_SEED");
  return given == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(given, nullptr, 10));
}

/// A fixture that draws lots, and says of a failure with which seed.
class Seeded : public ::testing::Test {
 protected:
  void TearDown() override {
    if (HasFailure()) std::cerr << "replay with CODAU_SEED=" << seed() << '\n';
  }
  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }

  std::mt19937 random_{seed()};
};

}  // namespace codau::testing
