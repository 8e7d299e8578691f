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
  double probability = 0;          ///< P(word) after decoding; 0 in unused elements
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
  bool is_name = false;  ///< capitalised, and not the first word of a sentence
  /// The slot begins a paragraph, or a separately decoded part of the text (trellis.h). The slot
  /// before tells nothing about it.
  bool is_detached = false;
};

/// Rescores the doubtful slots of a text by the other slots. `slots`: all slots of the text, in
/// order. A slot is doubtful if its likeliest word has a probability below 0.95. Two slots may be
/// alike in three ways:
/// 1. Both or neither are names, and the slots before them have the same fold_key.
/// 2. Both or neither are names, and the slots after them have the same fold_key.
/// 3. Both are names.
/// A slot with is_detached is like no other in way 1. The slot before it is like no other in way 2.
/// A fold_key of 0 is the same as no other. Only slots whose likeliest word is a word of the model
/// are alike.
///
/// For a word w of a doubtful slot, and for each way:
/// 1. P(w) is its former probability, scaled so that all words of the slot sum to 1.
/// 2. mass(w) is the sum of p · exp(−d / 10,000) over other slots that are alike in this way.
///    There, p is the former probability of w, and d the distance in slots. Slots with p below 0.02
///    do not count. Of the rest, the nearest 8 before and the nearest 8 after count. M is the sum
///    of mass over all words of the slot.
/// 3. share(w) = (mass(w) + a · P(w)) / (M + a), with a = 1 in the ways 1 and 2, and a = 2 in way
///    3.
/// The new probability of w is P(w) · √(share₁ / P(w)) · √(share₂ / P(w)) · √(share₃ / P(w)). The
/// factors have share(w) in the ways 1, 2 and 3. Then the probabilities of the slot are scaled to
/// their former sum.
///
/// Words keep their place in `words`, so their probabilities may no longer descend. The time is
/// linear.
/// Law: a slot that is like no other slot stays unchanged.
void rescore_by_repetition(std::span<SlotPosteriors> slots);

}  // namespace codau::restore
