// raster/disjoint_sets.h — numbered things that are joined into sets.
#pragma once

#include <cstddef>
#include <numeric>
#include <vector>

namespace codau::image {

/// Each number, from 0 on, is a set of its own until it is joined to others. Law: two have the same
/// root exactly where joins lead from one to the other.
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t count = 0) : parents_(count) {
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
  }
  /// One number more, which is given back.
  std::size_t add() {
    parents_.push_back(parents_.size());
    return parents_.back();
  }
  /// The number that stands for the set of `i`.
  [[nodiscard]] std::size_t find_root(std::size_t i) {
    while (parents_[i] != i) i = parents_[i] = parents_[parents_[i]];
    return i;
  }
  /// The set of `other` is one with that of `one`, whose root stays.
  void union_sets(std::size_t one, std::size_t other) {
    parents_[find_root(other)] = find_root(one);
  }

 private:
  std::vector<std::size_t> parents_;
};

}  // namespace codau::image
