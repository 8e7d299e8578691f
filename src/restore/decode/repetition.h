// restore/decode/repetition.h — rescores words by repetition: names and phrases recur in a text,
// with the same words each time.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "lm/ngram_model.h"

namespace codau::restore {

/// A possible word of a slot.
struct WordPosterior {
  lm::WordId word = lm::kUnknown;
  double probability = 0;  ///< P(word) after decoding; 0 after the last word
};

/// The possible words of one slot. A slot is a decoded token: a word, a number or a break.
struct SlotPosteriors {
  static constexpr std::size_t kMaxSlotWords = 5;
  std::array<WordPosterior, kMaxSlotWords> words;  ///< the likeliest first
  std::uint32_t fold_key = 0;  ///< equal for likeliest words that differ in marks only; 0: no word
  bool is_name = false;        ///< begins with a capital, though no sentence begins
  bool is_detached = false;    ///< the slot before says nothing about this slot
};

/// Rescores the doubtful slots of a window by the other slots. A slot is doubtful if its likeliest
/// word has less than 0.95. Two slots are alike in three ways:
/// 1. The slots before them have the same fold_key, and is_name is the same.
/// 2. The slots after them have the same fold_key, and is_name is the same.
/// 3. Both are names.
/// Each way gives a share to each word w of a doubtful slot:
///     share(w) = (mass(w) + a · P(w)) / (sum of the masses of all its words + a).
/// Here mass(w) sums P(w) over the 8 nearest slots on either side that are alike and can be w.
/// Slots farther away count less. The constant a is a number of slots. For each way, P(w) is
/// multiplied by √(share(w) / P(w)). Then all probabilities of the slot are scaled to their former
/// sum. Example: if "Chu Thị Hà" is sure, "Chu Thi Ha" elsewhere becomes the same.
/// All slots are rescored from their former probabilities. The time is linear. Words keep their
/// order.
/// Laws: the sum of the probabilities of a slot stays the same; a slot like no other slot stays.
void rescore_by_repetition(std::span<SlotPosteriors> window);

}  // namespace codau::restore
