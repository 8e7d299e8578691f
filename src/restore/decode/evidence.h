// restore/decode/evidence.h — rescores words by repetition: names and phrases recur in a text, and
// are the same words each time.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "lm/model.h"

namespace codau::restore {

/// A word that one place of a text can be, after decoding.
struct Belief {
  lm::WordId word = lm::kUnknown;
  double probability = 0;  ///< 0 after the last belief
};

/// One place of a window: a word, a number or a break.
struct Sighting {
  static constexpr std::size_t kMost = 5;
  std::array<Belief, kMost> beliefs;  ///< the likeliest first
  std::uint32_t fold_key = 0;  ///< equal for words that differ in marks only; 0 tells nothing
  bool name = false;           ///< a capital, though no sentence begins
  bool apart = false;          ///< the place before says nothing about this one
};

/// Rescores the doubtful places of a window by the other places. Another place can be like a
/// doubtful place in three ways:
/// 1. The same fold_key stands before both.
/// 2. The same fold_key stands after both.
/// 3. Both are names.
/// Each way gives a share to each word w:
///     share(w) = (mass(w) + a · P(w)) / (mass of all its words + a).
/// Here mass(w) is the sum of P(w) over the nearest like places, less the farther they are. The
/// weight a is in places. For each way, P(w) is multiplied by √(share(w) / P(w)). Then all
/// probabilities of the place are scaled to their former sum. Example: if "Chu Thị Hà" is sure,
/// "Chu Thi Ha" elsewhere becomes the same.
/// All places are judged by their former probabilities. The time is linear. Beliefs keep their
/// order.
/// Laws: the probabilities of a place sum to what they did; a place that nothing else is like
/// stays.
void share_evidence(std::span<Sighting> window);

}  // namespace codau::restore
