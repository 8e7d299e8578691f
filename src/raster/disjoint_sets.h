// raster/disjoint_sets.h — disjoint sets of numbers (union-find).
#pragma once

#include <cstddef>
#include <numeric>
#include <vector>

namespace codau::image {

/// Disjoint sets of the numbers 0, 1, … At first each number is a set of its own. Law: two numbers
/// have the same root if and only if a chain of unions connects them.
class DisjointSets {
 public:
  /// Makes `count` sets, of the numbers from 0 to count - 1.
  explicit DisjointSets(std::size_t count = 0) : parents_(count) {
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
  }
  /// Adds the next number, as a set of its own, and returns the number.
  std::size_t add() {
    parents_.push_back(parents_.size());
    return parents_.back();
  }
  /// Returns the root of the set of `i`: one number of the set, the same for all of its numbers.
  /// Precondition: `i` is less than the count of numbers.
  [[nodiscard]] std::size_t find_root(std::size_t i) {
    while (parents_[i] != i) i = parents_[i] = parents_[parents_[i]];
    return i;
  }
  /// Unites the sets of both numbers. The root of `one` is the root of the united set.
  void union_sets(std::size_t one, std::size_t other) {
    parents_[find_root(other)] = find_root(one);
  }

 private:
  std::vector<std::size_t> parents_;
};

}  // namespace codau::image
