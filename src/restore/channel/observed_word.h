// restore/channel/observed_word.h — a seen word with the channel's costs for each letter.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "restore/channel/channel.h"

namespace codau::restore {

/// The memory layout suits the search (spelling_trie.h): costs that are read together lie together.
/// Immutable; refers to nothing.
class ObservedWord {
 public:
  /// −log P(k characters | letter) for k = 0 … Channel::kLongest; kNever if impossible.
  using Costs = std::array<float, Channel::kMaxPieceLength + 1>;

  /// `gap`: as in Token. The character at the gap may be any letter, or a letter may be missing
  /// there.
  ObservedWord(const Channel& channel, std::u32string_view seen, std::size_t gap = 0);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }  ///< characters

  /// Returns the costs of the characters from `at` on. Precondition: at ≤ size(), `letter` has an
  /// index.
  [[nodiscard]] const Costs& costs(std::size_t at, std::uint8_t letter) const noexcept {
    return costs_[letter * (size_ + 1) + at];
  }
  /// Returns the least costs of all letters.
  [[nodiscard]] const Costs& min_costs(std::size_t at) const noexcept { return min_costs_[at]; }

 private:
  void widen_at_gap(std::size_t at);

  std::size_t size_;
  std::vector<Costs> costs_;
  std::vector<Costs> min_costs_;
};

}  // namespace codau::restore
