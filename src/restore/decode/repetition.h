// restore/decode/repetition.h — rescores words by repetition. Names and phrases recur in a text
// with the same words: if "Chu Thị Hà" is sure, "Chu Thi Ha" elsewhere becomes the same.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "lm/ngram_model.h"

namespace codau::restore {

/// A possible word of a slot.
struct WordPosterior {
  lm::WordId word = lm::kUnknown;  ///< the word
  double probability = 0;          ///< P(word) after decoding; 0 after the last word
};

/// The possible words of one slot. A slot is a decoded token (TokenSlot in trellis.h).
struct SlotPosteriors {
  static constexpr std::size_t kMaxSlotWords = 5;
  std::array<WordPosterior, kMaxSlotWords> words;  ///< the likeliest first
  /// Equal for slots of which the likeliest words differ in diacritics only, and for numbers. 0 for
  /// all other slots.
  std::uint32_t fold_key = 0;
  bool is_name = false;      ///< begins with a capital inside a sentence
  bool is_detached = false;  ///< does not depend on the slot before
};

/// Rescores the doubtful slots of a window by the other slots. A slot is doubtful if the
/// probability of its likeliest word is below 0.95. Two slots are alike in one or more of three
/// ways:
/// 1. Both or none are names, and the slots before them have the same fold_key.
/// 2. Both or none are names, and the slots after them have the same fold_key.
/// 3. Both are names.
/// A neighbour counts in 1 and 2 only if the two slots depend on each other (is_detached).
///
/// Each way gives a share to each word w of a doubtful slot. The share is
///     (mass(w) + a · P(w)) / (sum of mass over all words of the slot + a).
/// Here mass(w) is the sum of P(w) over the 8 nearest alike slots on either side that may be w.
/// Slots farther away count less. The constant a is 1 or 2 slots. For each way, P(w) is multiplied
/// by √(share / P(w)). Then the probabilities of the slot are scaled to their former sum.
///
/// All slots are rescored from their former probabilities. Words keep their place in `words`. The
/// time is linear.
/// Laws: the sum of the probabilities of a slot stays the same; a slot like no other slot stays.
void rescore_by_repetition(std::span<SlotPosteriors> window);

}  // namespace codau::restore
