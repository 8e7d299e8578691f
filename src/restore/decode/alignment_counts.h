// restore/decode/alignment_counts.h — adapts an error model to the damage of one text. The counts
// come from a first decoding of the text. An error model (channel) gives the probability that a
// letter of the true word was read as a piece: 0 to 3 characters (channel/channel.h).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "restore/channel/channel.h"

namespace codau::restore {

/// Counts how often each letter was read as each piece. The words of the first decoding count as
/// the true words.
class AlignmentCounts {
 public:
  /// Adds one word to the counts. `seen`: the word as it was read. `true_word`: its decoding. The
  /// likeliest alignment by `channel` gives each letter of `true_word` a piece of `seen`. The count
  /// of each pair grows by `weight`, the probability of `true_word`. If no alignment is possible,
  /// nothing is added. Precondition: both words are in lower case.
  void add(const Channel& channel, std::u32string_view true_word, std::u32string_view seen,
           double weight);

  /// Returns `channel` with its probabilities moved towards the counts. For each letter, the former
  /// probabilities weigh as much as 12 occurrences of the letter. Letters that were never counted
  /// stay unchanged.
  [[nodiscard]] Channel adapt(Channel channel) const;

 private:
  std::map<std::pair<std::uint8_t, std::u32string>, double> counts_;  ///< by letter and piece
};

}  // namespace codau::restore
