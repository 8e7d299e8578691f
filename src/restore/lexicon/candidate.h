// restore/lexicon/candidate.h — a word that may have stood where another is seen.
#pragma once

#include "lm/model.h"

namespace codau::restore {

/// Stands for no word at all, where there may be one.
inline constexpr lm::WordId kNothing = lm::kStart;

struct Candidate {
  lm::WordId word = lm::kUnknown;
  float cost = 0;                  ///< −log P(seen | word)
  lm::WordId then = lm::kUnknown;  ///< the second of two words that were run together, if they were
};

}  // namespace codau::restore
