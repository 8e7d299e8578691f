// restore/lexicon/candidate.h — a candidate: a word that may have been printed for a seen one.
#pragma once

#include "lm/model.h"

namespace codau::restore {

/// Means that a gap holds no word at all.
inline constexpr lm::WordId kNothing = lm::kStart;

struct Candidate {
  lm::WordId word = lm::kUnknown;
  float cost = 0;                  ///< −log P(seen | word)
  lm::WordId then = lm::kUnknown;  ///< the second word, if two words ran together
};

}  // namespace codau::restore
