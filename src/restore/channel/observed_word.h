// restore/channel/observed_word.h — a seen word: a word of the damaged text as it was read. For
// each place in the word and each letter, it has the cost that the letter was read as the
// characters there. The costs come from a channel, the error model of the damage (channel.h). A
// cost is −log of a probability, in nats (natural logarithm).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "restore/channel/channel.h"

namespace codau::restore {

/// The costs of one seen word. The dictionary search (lexicon/spelling_trie.h) uses them to find
/// words that may have been read as the seen word. Immutable. Keeps no reference to the arguments
/// of the constructor.
class ObservedWord {
 public:
  /// The costs of one letter at one place. Element k is the cost that the letter was read as the
  /// next k characters, for k from 0 (a lost letter) to Channel::kMaxPieceLength. The value is
  /// Channel::kInfiniteCost if this is impossible.
  using Costs = std::array<float, Channel::kMaxPieceLength + 1>;

  /// `seen`: the word in lower case. `gap`: 1 + the number of characters of `seen` before the place
  /// at which a streak of the scanner hid a part of the word. A value of 0 means no streak. Costs
  /// at the gap and beside the gap are lowered. Reason: any letter may be missing there, or be read
  /// as any one or two characters.
  ObservedWord(const Channel& channel, std::u32string_view seen, std::size_t gap = 0);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }  ///< characters of the word

  /// Returns the costs that a letter was read as the characters from index `at` on. The argument
  /// `letter` is the letter_index() of the letter (channel.h). Preconditions: at <= size();
  /// `letter` is less than kLetterCount.
  [[nodiscard]] const Costs& costs(std::size_t at, std::uint8_t letter) const noexcept {
    return costs_[letter * (size_ + 1) + at];
  }
  /// Returns, for each k, a lower bound of costs(at, letter)[k] over all letters. Precondition: at
  /// <= size().
  [[nodiscard]] const Costs& min_costs(std::size_t at) const noexcept { return min_costs_[at]; }

 private:
  void widen_at_gap(std::size_t at);

  std::size_t size_;
  std::vector<Costs> costs_;
  std::vector<Costs> min_costs_;
};

}  // namespace codau::restore
