// restore/lexicon/candidate.h — a candidate: a possible true word for a seen word. A seen word is a
// word of the damaged text, as it was read.
#pragma once

#include "lm/ngram_model.h"

namespace codau::restore {

/// Candidate::word at a place where a word may be lost (TokenKind::kLostWord): no word was lost.
inline constexpr lm::WordId kNoWord = lm::kSentenceStart;

/// A possible true word, or two possible true words that ran together.
struct Candidate {
  /// Number in the language model. kUnknown: the seen word itself, which the model lacks.
  lm::WordId word = lm::kUnknown;
  /// −log P(seen word | true word) in nats (natural logarithm). Later steps add costs of the
  /// context and subtract bonuses of names.
  float cost = 0;
  lm::WordId second_word = lm::kUnknown;  ///< the second of two words; kUnknown for one word
};

}  // namespace codau::restore
