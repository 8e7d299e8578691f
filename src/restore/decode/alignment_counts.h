// restore/decode/alignment_counts.h — adapts a channel to a window by its first decoding.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "restore/channel/channel.h"

namespace codau::restore {

/// Counts the pieces that letters became, in words whose truth is believed.
class AlignmentCounts {
 public:
  /// Aligns the letters of `word` with `seen` in the likeliest way and counts each pair `weight`
  /// times. Counts nothing if no alignment is possible.
  void add(const Channel& channel, std::u32string_view word, std::u32string_view seen,
           double weight);

  /// Returns `channel` with these counts added, as if it had been learnt from them too.
  [[nodiscard]] Channel adapt(Channel channel) const;

 private:
  std::map<std::pair<std::uint8_t, std::u32string>, double> counts_;  ///< by letter and piece
};

}  // namespace codau::restore
