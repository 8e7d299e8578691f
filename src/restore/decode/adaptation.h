// restore/decode/adaptation.h — a channel made to fit the passage at hand, by what a first look
// found there.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "restore/channel/channel.h"

namespace codau::restore {

/// What letters became in words whose truth is believed.
class Observations {
 public:
  /// Cuts `seen` among the letters of `word` in the likeliest way, which counts `weight` times;
  /// nothing where there is none.
  void add(const Channel& channel, std::u32string_view word, std::u32string_view seen,
           double weight);

  /// `channel` with these counts added to it, as if it had been learnt from them too.
  [[nodiscard]] Channel adapt(Channel channel) const;

 private:
  std::map<std::pair<std::uint8_t, std::u32string>, double> counts_;  ///< by letter and piece
};

}  // namespace codau::restore
