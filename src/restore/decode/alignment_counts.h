// restore/decode/alignment_counts.h — adapts a channel (error model, channel.h) to the damage of
// one window, by counts from a first decoding of the window.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "restore/channel/channel.h"

namespace codau::restore {

/// Counts for each letter of the true words the pieces (channel.h) that were read for it.
class AlignmentCounts {
 public:
  /// Aligns the letters of the true word `word` with the pieces of `seen` in the likeliest way by
  /// `channel`. Adds `weight`, the probability of `word`, to the count of each pair. Counts nothing
  /// if no alignment is possible. Precondition: both words are in lower case.
  void add(const Channel& channel, std::u32string_view word, std::u32string_view seen,
           double weight);

  /// Returns `channel` with the counts added. The former probabilities of a letter weigh as much as
  /// 12 occurrences of the letter.
  [[nodiscard]] Channel adapt(Channel channel) const;

 private:
  std::map<std::pair<std::uint8_t, std::u32string>, double> counts_;  ///< by letter and piece
};

}  // namespace codau::restore
