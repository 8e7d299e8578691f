// restore/channel/observed_word.h — a word of the damaged text, with the cost of each letter at
// each character. The costs come from a channel, the error model of the damage (channel.h). A cost
// is −log of a probability, in nats (natural logarithm).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "restore/channel/channel.h"

namespace codau::restore {

/// The costs of one seen word, stored in the order in which the dictionary search reads them
/// (lexicon/spelling_trie.h). Immutable. Keeps no reference to the arguments of the constructor.
class ObservedWord {
 public:
  /// Element k is the cost that one letter was read as k characters, for k from 0 to
  /// Channel::kMaxPieceLength. Channel::kInfiniteCost if this is impossible.
  using Costs = std::array<float, Channel::kMaxPieceLength + 1>;

  /// `seen`: the word in lower case. `gap`: 1 + the number of characters of `seen` before the place
  /// at which a streak of the scanner hid print. A value of 0 means no streak. Costs at the gap and
  /// beside the gap are lowered, because any letter may be missing there, or be read as one or two
  /// characters.
  ObservedWord(const Channel& channel, std::u32string_view seen, std::size_t gap = 0);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }  ///< characters

  /// Returns the costs that a letter was read as the characters from index `at` on. `letter`: its
  /// letter_index() (channel.h). Precondition: at <= size().
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
