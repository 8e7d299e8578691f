// restore/lexicon/candidate.h — a candidate: a word that may have been printed for a seen one.
#pragma once

#include "lm/ngram_model.h"

namespace codau::restore {

/// Means that no word was lost at a kLostWord.
inline constexpr lm::WordId kNoWord = lm::kSentenceStart;

struct Candidate {
  lm::WordId word = lm::kUnknown;
  float cost = 0;                         ///< −log P(seen | word)
  lm::WordId second_word = lm::kUnknown;  ///< the second word, if two words ran together
};

}  // namespace codau::restore
