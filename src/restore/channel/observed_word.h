// restore/channel/observed_word.h — a word of the damaged text, with the channel's cost of each
// letter at each of its characters.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "restore/channel/channel.h"

namespace codau::restore {

/// Costs that the search (spelling_trie.h) reads together are adjacent in memory. Immutable; holds
/// no references.
class ObservedWord {
 public:
  /// −log P(k seen characters | letter), in nats, for k = 0 … Channel::kMaxPieceLength;
  /// Channel::kInfiniteCost if impossible.
  using Costs = std::array<float, Channel::kMaxPieceLength + 1>;

  /// `gap`: 1 + the index of the character at which print is lost, 0 without a gap (Token::gap). At
  /// the gap, costs are lowered: the character may be any letter, and a letter may be missing.
  ObservedWord(const Channel& channel, std::u32string_view seen, std::size_t gap = 0);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }  ///< characters

  /// Returns the costs of `letter` for the characters from index `at` on. `letter`: a
  /// letter_index(). Precondition: at ≤ size().
  [[nodiscard]] const Costs& costs(std::size_t at, std::uint8_t letter) const noexcept {
    return costs_[letter * (size_ + 1) + at];
  }
  /// Returns, for each k, the least cost of all letters.
  [[nodiscard]] const Costs& min_costs(std::size_t at) const noexcept { return min_costs_[at]; }

 private:
  void widen_at_gap(std::size_t at);

  std::size_t size_;
  std::vector<Costs> costs_;
  std::vector<Costs> min_costs_;
};

}  // namespace codau::restore
