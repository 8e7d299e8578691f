// restore/evidence.h — what a text itself says of its words: names and phrases come back in it, and
// are the same words each time.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "lm/model.h"

namespace codau::restore {

/// What one place of a text can be, after decoding.
struct Belief {
  lm::WordId word = lm::kUnknown;
  double probability = 0;  ///< 0 where there are no more
};

/// One place of a window: a word, a number or a break.
struct Sighting {
  static constexpr std::size_t kMost = 5;
  std::array<Belief, kMost> beliefs;  ///< the likeliest first
  std::uint32_t look = 0;  ///< the same for words that differ in marks only; 0 tells nothing
  bool name = false;       ///< a capital where no sentence begins
  bool apart = false;      ///< the place before it says nothing about it
};

/// Lets the places of a window vouch for each other. Where one is doubtful, each word it can be
/// gets the more probability the surer and nearer it stands elsewhere beside the same neighbour, or
/// as a name; the neighbours count by their looks, which are surer than their marks. One look at
/// the window, all places at once: linear in time, and the order of the beliefs stays. Laws: the
/// probabilities of a place sum to what they did; a place that nothing else is like stays.
void share_evidence(std::span<Sighting> window);

}  // namespace codau::restore
