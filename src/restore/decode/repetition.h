// restore/decode/repetition.h — rescores words by repetition: names and phrases recur in a text,
// and are the same words each time.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "lm/ngram_model.h"

namespace codau::restore {

/// A word that one slot of a text can be, after decoding.
struct WordPosterior {
  lm::WordId word = lm::kUnknown;
  double probability = 0;  ///< 0 after the last word
};

/// One slot of a window: a word, a number or a break.
struct SlotPosteriors {
  static constexpr std::size_t kMaxSlotWords = 5;
  std::array<WordPosterior, kMaxSlotWords> words;  ///< the likeliest first
  std::uint32_t fold_key = 0;  ///< equal for words that differ in marks only; 0 tells nothing
  bool is_name = false;        ///< a capital, though no sentence begins
  bool is_detached = false;    ///< the slot before says nothing about this one
};

/// Rescores the doubtful slots of a window by the other slots. Another slot can be like a doubtful
/// slot in three ways:
/// 1. The same fold_key stands before both.
/// 2. The same fold_key stands after both.
/// 3. Both are names.
/// Each way gives a share to each word w:
///     share(w) = (mass(w) + a · P(w)) / (mass of all its words + a).
/// Here mass(w) is the sum of P(w) over the nearest like slots, less the farther they are. The
/// weight a is in slots. For each way, P(w) is multiplied by √(share(w) / P(w)). Then all
/// probabilities of the slot are scaled to their former sum. Example: if "Chu Thị Hà" is sure, "Chu
/// Thi Ha" elsewhere becomes the same.
/// All slots are rescored from their former probabilities. The time is linear. Words keep their
/// order.
/// Laws: the probabilities of a slot sum to what they did; a slot that nothing else is like stays.
void rescore_by_repetition(std::span<SlotPosteriors> window);

}  // namespace codau::restore
