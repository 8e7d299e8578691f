// restore/channel/seen_word.h — a word as seen beside what a channel makes of each letter.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "restore/channel/channel.h"

namespace codau::restore {

/// Laid out for the search (spelling_trie.h): what lies together is asked together. Immutable, and
/// refers to nothing.
class SeenWord {
 public:
  /// −log P(k characters | letter) for k = 0 … Channel::kLongest; kNever where it cannot be.
  using Costs = std::array<float, Channel::kLongest + 1>;

  /// `gap`: as Token has it. What stands there may be any letter, or one may be missing.
  SeenWord(const Channel& channel, std::u32string_view seen, std::size_t gap = 0);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }  ///< characters

  /// Of the characters from `at` on. Precondition: at ≤ size(), `letter` has an index.
  [[nodiscard]] const Costs& costs(std::size_t at, std::uint8_t letter) const noexcept {
    return costs_[letter * (size_ + 1) + at];
  }
  /// The least of all letters.
  [[nodiscard]] const Costs& least(std::size_t at) const noexcept { return least_[at]; }

 private:
  void open(std::size_t at);

  std::size_t size_;
  std::vector<Costs> costs_;
  std::vector<Costs> least_;
};

}  // namespace codau::restore
