// restore/decode/decoder.h — finds the likeliest words of a window from the candidates of each
// slot.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "lm/ngram_model.h"
#include "restore/lexicon/vocabulary.h"

namespace codau::restore {

/// One column of the trellis. Precondition: it has at least one candidate.
struct TrellisColumn {
  std::span<const Candidate> candidates;
  std::size_t observed = 0;       ///< the candidate that leaves the text unchanged
  float change_cost = 0;          ///< added to every other candidate
  float restart_probability = 0;  ///< P(the words before say nothing of this slot), e.g. a new line
};

struct CandidatePosterior {
  std::size_t index = 0;
  double confidence = 0;  ///< 0 after the last candidate
};

struct RankedChoice {
  static constexpr std::size_t kMaxRanked = 5;
  std::size_t best = 0, second = 0;                   ///< candidates; equal if there is only one
  double confidence = 1;                              ///< posterior of `best`
  std::array<CandidatePosterior, kMaxRanked> ranked;  ///< the likeliest candidates in order
};

struct Beam {
  std::size_t max_hypotheses = 16;
  double width_nats = 10;  ///< nats below the best
};

/// Returns for each column the candidate of the highest posterior, by forward and backward sums
/// over the beam. Ties go to the first candidate.
/// Law: with a beam wide enough the posteriors are those of brute force.
[[nodiscard]] std::vector<RankedChoice> decode_trellis(const lm::NgramModel& model,
                                                       std::span<const TrellisColumn> columns,
                                                       const Beam& beam = {});

}  // namespace codau::restore
