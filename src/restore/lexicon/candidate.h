// restore/lexicon/candidate.h — a candidate: a possible original (true word) of a seen word. The
// seen word is a word of the damaged text, as it was read.
#pragma once

#include "lm/ngram_model.h"

namespace codau::restore {

/// A possible true word, or two true words that ran together.
struct Candidate {
  /// Number of the true word in the language model. If the model lacks the seen word, kUnknown is
  /// the candidate "the seen word is right".
  lm::WordId word = lm::kUnknown;
  /// −log P(seen word | true word) in nats (natural logarithm). Later steps add costs of the
  /// context and subtract bonuses of names.
  float cost = 0;
  lm::WordId second_word = lm::kUnknown;  ///< the second of two words; kUnknown for one word
};

/// Candidate::word of the candidate "no word is missing". Only a token kLostWord, a place at which
/// a word may be missing, has this candidate.
inline constexpr lm::WordId kNoWord = lm::kSentenceStart;

}  // namespace codau::restore
