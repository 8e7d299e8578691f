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

/// The possible words of one slot. A slot is a decoded token: a word, a number, or a sign that ends
/// a clause (TokenSlot in trellis.h).
struct SlotPosteriors {
  static constexpr std::size_t kMaxSlotWords = 5;
  std::array<WordPosterior, kMaxSlotWords> words;  ///< the likeliest first
  /// Identifies the letters of the likeliest word without diacritics: words that differ in
  /// diacritics only have the same key. All numbers have one key. 0: neither a word of the model
  /// nor a number.
  std::uint32_t fold_key = 0;
  bool is_name = false;      ///< capitalised, and not the first word of a sentence
  bool is_detached = false;  ///< does not depend on the slot before
};

/// Rescores the doubtful slots of a text by the other slots. `slots`: all slots of the text, in
/// order. A slot is doubtful if the probability of its likeliest word is below 0.95. Two slots may
/// be alike in three ways:
/// 1. Both or neither are names, and the slots before them have the same fold_key.
/// 2. Both or neither are names, and the slots after them have the same fold_key.
/// 3. Both are names.
/// In 1 and 2, a slot with is_detached has no slot before it, and is not the slot after another
/// one. A fold_key of 0 is never the same.
///
/// For a word w of a doubtful slot, and for each way:
/// 1. P(w) is its former probability, scaled so that all words of the slot sum to 1.
/// 2. mass(w) is the sum of the former probabilities of w in other slots that are alike in this
///    way. The 8 nearest on either side that may be w count, those farther away a little less. M is
///    the sum of mass over all words of the slot.
/// 3. share(w) = (mass(w) + a · P(w)) / (M + a), with a = 1 in the ways 1 and 2, and a = 2 in way
///    3.
/// The new probability of w is P(w) times √(share(w) / P(w)) for each of the three ways. Then those
/// of the slot are scaled, so that their sum stays the same.
///
/// Words keep their place in `words`, so they may no longer descend. The time is linear.
/// Law: a slot that is like no other slot stays unchanged.
void rescore_by_repetition(std::span<SlotPosteriors> slots);

}  // namespace codau::restore
