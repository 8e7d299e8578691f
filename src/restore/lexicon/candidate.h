// restore/lexicon/candidate.h — a candidate: a word that may be the true word for the word seen.
#pragma once

#include "lm/ngram_model.h"

namespace codau::restore {

/// The candidate of TokenKind::kLostWord if no word was lost.
inline constexpr lm::WordId kNoWord = lm::kSentenceStart;

/// A possible true word, or two possible true words that ran together.
struct Candidate {
  lm::WordId word = lm::kUnknown;
  float cost = 0;                         ///< −log P(seen | word), in nats
  lm::WordId second_word = lm::kUnknown;  ///< the second of two words, if they ran together
};

}  // namespace codau::restore
