// restore/decode/alignment_counts.h — adapts a channel to the damage of one text, by counts from a
// first decoding of the text. A channel is an error model: it gives the probability that a letter
// of the true word was read as a piece. A piece is the 0 to 3 characters read for one letter
// (channel.h).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "restore/channel/channel.h"

namespace codau::restore {

/// Tallies how often each letter was read as each piece. The true words are those of the first
/// decoding.
class AlignmentCounts {
 public:
  /// Adds one word: `seen` is the word as it was read, `true_word` its decoding. Aligns each letter
  /// of `true_word` with a piece of `seen`, in the likeliest way by `channel`. Adds `weight`, the
  /// probability of `true_word`, to the count of each pair of letter and piece. Adds nothing if no
  /// alignment is possible. Precondition: both words are in lower case.
  void add(const Channel& channel, std::u32string_view true_word, std::u32string_view seen,
           double weight);

  /// Returns `channel` with its probabilities moved towards the counts. The former probabilities of
  /// a letter weigh as much as 12 occurrences of the letter. Letters without a count stay
  /// unchanged.
  [[nodiscard]] Channel adapt(Channel channel) const;

 private:
  std::map<std::pair<std::uint8_t, std::u32string>, double> counts_;  ///< by letter and piece
};

}  // namespace codau::restore
