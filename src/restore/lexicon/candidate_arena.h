// restore/lexicon/candidate_arena.h — stores many short lists of candidates, and frees them
// together. A candidate is a possible original of a damaged word (candidate.h).
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "restore/lexicon/candidate.h"

namespace codau::restore {

/// An arena of lists. Adding a list, or moving the arena to another object, leaves the earlier
/// lists at their addresses.
class CandidateArena {
 public:
  /// Copies `list` into the arena, and returns the copy. The copy is valid until clear(), and at
  /// most as long as the arena. Precondition: `list` is not in this arena.
  [[nodiscard]] std::span<Candidate> add(std::span<const Candidate> list) {
    if (used_ == 0 || blocks_[used_ - 1].capacity() - blocks_[used_ - 1].size() < list.size()) {
      open_block(list.size());
    }
    std::vector<Candidate>& block = blocks_[used_ - 1];
    const std::size_t begin = block.size();
    block.insert(block.end(), list.begin(), list.end());
    return {block.data() + begin, list.size()};
  }

  /// Removes all lists; keeps the memory for new lists.
  void clear() noexcept { used_ = 0; }

 private:
  void open_block(std::size_t min_size) {
    constexpr std::size_t kBlockCandidates = 4096;
    if (used_ == blocks_.size()) blocks_.emplace_back();
    std::vector<Candidate>& block = blocks_[used_++];
    block.clear();
    block.reserve(std::max(kBlockCandidates, min_size));
  }

  std::vector<std::vector<Candidate>> blocks_;  ///< no block grows beyond its capacity
  std::size_t used_ = 0;                        ///< number of blocks in use
};

}  // namespace codau::restore
