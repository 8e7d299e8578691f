// restore/decode/repetition.h — rescores doubtful words by their repetitions in the same text.
// Names and phrases recur: if the text surely has "Chu Thị Hà" in one place, a doubtful "Chu Thi
// Ha" elsewhere becomes likelier to be the same name.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "lm/ngram_model.h"

namespace codau::restore {

/// A possible word of a slot, with its probability.
struct WordPosterior {
  lm::WordId word = lm::kUnknown;  ///< number of the word in the language model
  double probability = 0;          ///< P(word) by the decoder; 0 in unused elements
};

/// The possible words of one slot. A slot is a token that was decoded: a word, a number, or a sign
/// that ends a clause (TokenSlot in trellis.h).
struct SlotPosteriors {
  static constexpr std::size_t kMaxSlotWords = 5;
  std::array<WordPosterior, kMaxSlotWords> words;  ///< the likeliest first
  /// Number of the fold of the likeliest word. The fold is the letters without diacritics, so words
  /// that differ only in diacritics have the same number. All numbers have one fold. 0: the
  /// likeliest word is neither a word of the model nor a number.
  std::uint32_t fold_key = 0;
  bool is_name = false;  ///< capitalised, and not at the start of a sentence
  /// The slot begins a paragraph, or a separately decoded part of the text (trellis.h). So the slot
  /// before tells nothing about this slot.
  bool is_detached = false;
};

/// Changes the probabilities of the words in doubtful slots, by the words in similar slots.
/// `slots`: all slots of a text, in order. A slot is doubtful if its likeliest word has a
/// probability below 0.95.
///
/// Two slots can be similar in three ways:
/// 1. the slots before them have the same fold_key, and both or neither are names;
/// 2. the slots after them have the same fold_key, and both or neither are names;
/// 3. both are names.
/// A slot with is_detached is similar to no other in way 1. The slot before such a slot is similar
/// to no other in way 2. A fold_key of 0 equals no other. If the likeliest word of a slot is no
/// word of the model, the slot is similar to no other.
///
/// The steps for a doubtful slot:
/// 1. The prior P(w) of each word w is its former probability, scaled so that the sum over the slot
///    is 1.
/// 2. For each way, a word gets the mass(w) = sum of p · exp(−d / 10,000) over similar slots.
///    There, p is the former probability of w in the similar slot, and d the distance in slots.
///    Only similar slots with p of at least 0.02 count, and of these only the nearest 8 before and
///    the nearest 8 after.
/// 3. For each way, share(w) = (mass(w) + a · P(w)) / (M + a). There, M is the sum of mass over all
///    words of the slot. The weight a of the prior is 1 in ways 1 and 2, and 2 in way 3.
/// 4. The new probability of w is P(w) times the factor √(share(w) / P(w)) of each way.
/// 5. All probabilities of the slot are scaled to their former sum.
///
/// Words keep their order in SlotPosteriors::words, so their probabilities may no longer descend.
/// The time is linear in the number of slots.
/// Law: a slot that is similar to no other slot stays unchanged.
void rescore_by_repetition(std::span<SlotPosteriors> slots);

}  // namespace codau::restore
