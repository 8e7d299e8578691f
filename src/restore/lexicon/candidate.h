// restore/lexicon/candidate.h — a candidate: a possible true word for a word of the damaged text.
#pragma once

#include "lm/ngram_model.h"

namespace codau::restore {

/// Candidate::word for a place where a word may be lost (TokenKind::kLostWord), if none was lost.
inline constexpr lm::WordId kNoWord = lm::kSentenceStart;

/// A possible true word, or two possible true words that ran together.
struct Candidate {
  lm::WordId word = lm::kUnknown;  ///< kUnknown: the seen word, which the model lacks
  /// −log P(seen | word) in nats. Later steps add costs of the context and subtract bonuses of
  /// names.
  float cost = 0;
  lm::WordId second_word = lm::kUnknown;  ///< the second of two words; kUnknown for one word
};

}  // namespace codau::restore
