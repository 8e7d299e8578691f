// restore/channel/observed_word.h — a word of the damaged text, with the cost of each letter at
// each character. The costs come from a channel, the error model of the damage (channel.h).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "restore/channel/channel.h"

namespace codau::restore {

/// A table of costs in the memory order of the dictionary search (lexicon/spelling_trie.h).
/// Immutable; keeps no reference to the arguments of the constructor.
class ObservedWord {
 public:
  /// By k = 0 … Channel::kMaxPieceLength: −log P(k seen characters | letter) in nats, or
  /// Channel::kInfiniteCost if impossible.
  using Costs = std::array<float, Channel::kMaxPieceLength + 1>;

  /// `seen`: the word in lower case. `gap`: 1 + the index of the character where a streak of the
  /// scanner hid print, or 0 (Token::gap). Costs at the gap are lowered: each character there may
  /// be any letter or two, and a letter may be missing.
  ObservedWord(const Channel& channel, std::u32string_view seen, std::size_t gap = 0);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }  ///< characters

  /// Returns the costs of a letter for the characters from index `at` on. `letter`: the
  /// letter_index(). Precondition: at <= size().
  [[nodiscard]] const Costs& costs(std::size_t at, std::uint8_t letter) const noexcept {
    return costs_[letter * (size_ + 1) + at];
  }
  /// Returns, for each k, a lower bound of the costs of all letters. Precondition: at <= size().
  [[nodiscard]] const Costs& min_costs(std::size_t at) const noexcept { return min_costs_[at]; }

 private:
  void widen_at_gap(std::size_t at);

  std::size_t size_;
  std::vector<Costs> costs_;
  std::vector<Costs> min_costs_;
};

}  // namespace codau::restore
