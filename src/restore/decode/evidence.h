// restore/decode/evidence.h — what a text itself says of its words: names and phrases come back in
// it, and are the same words each time.
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
  std::uint32_t fold_key = 0;  ///< equal for words that differ in marks only; 0 tells nothing
  bool name = false;           ///< a capital where no sentence begins
  bool apart = false;          ///< the place before it says nothing about it
};

/// Lets the places of a window vouch for each other. For a doubtful place, a word w that it can be
/// and each way in which another place can be like it (the same fold_key before it, the same behind
/// it, both names),
///     share(w) = (mass(w) + a · P(w)) / (mass of all its words + a),
/// where mass(w) is the sum of P(w) over the nearest places so alike, less the farther they are,
/// and `a` counts as so many places. P(w) is multiplied by √(share(w) / P(w)) for each way, and all
/// are scaled to the sum that they had: where "Chu Thị Hà" is sure, "Chu Thi Ha" elsewhere is it,
/// too. All places are judged by what they were before: linear in time, and beliefs keep their
/// order. Laws: the probabilities of a place sum to what they did; a place that nothing else is
/// like stays.
void share_evidence(std::span<Sighting> window);

}  // namespace codau::restore
