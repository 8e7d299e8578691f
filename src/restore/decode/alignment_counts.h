// restore/decode/alignment_counts.h — adapts a channel to the damage of one window. The counts come
// from a first decoding of the window.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "restore/channel/channel.h"

namespace codau::restore {

/// Counts the pieces (channel.h) that were seen for each letter, in words that were decoded with
/// confidence.
class AlignmentCounts {
 public:
  /// Aligns the letters of the true word `word` with the pieces of `seen` in the likeliest way.
  /// Adds `weight` to the count of each pair of letter and piece. Counts nothing if no alignment is
  /// possible.
  void add(const Channel& channel, std::u32string_view word, std::u32string_view seen,
           double weight);

  /// Returns `channel`, updated by the counts. The learnt probabilities of a letter weigh as much
  /// as 12 occurrences of the letter.
  [[nodiscard]] Channel adapt(Channel channel) const;

 private:
  std::map<std::pair<std::uint8_t, std::u32string>, double> counts_;  ///< by letter and piece
};

}  // namespace codau::restore
