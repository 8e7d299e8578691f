// restore/decode/decoder.h — finds the likeliest words of a text from the candidates of each slot.
// A slot is a token to decode. The trellis has one column for each slot.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "lm/ngram_model.h"
#include "restore/lexicon/vocabulary.h"

namespace codau::restore {

/// The candidates of one slot.
struct TrellisColumn {
  std::span<const Candidate> candidates;  ///< at least one
  std::size_t observed = 0;               ///< index of the candidate that is the text unchanged
  float change_cost = 0;                  ///< nats, added to the cost of every other candidate
  /// P(the words before say nothing about this slot), e.g. on a new line.
  float restart_probability = 0;
};

/// A candidate of a column and its posterior probability.
struct CandidatePosterior {
  std::size_t index = 0;  ///< in TrellisColumn::candidates
  double confidence = 0;  ///< posterior; 0 after the last candidate
};

/// The likeliest candidates of a column.
struct RankedChoice {
  static constexpr std::size_t kMaxRanked = 5;
  std::size_t best = 0, second = 0;  ///< indices; equal if only one candidate is possible
  double confidence = 1;             ///< posterior of `best`
  std::array<CandidatePosterior, kMaxRanked> ranked;  ///< the likeliest candidates in order
};

/// Limits of the hypotheses that are kept after each column.
struct Beam {
  std::size_t max_hypotheses = 16;
  double width_nats = 10;  ///< a hypothesis scores at most this much below the best
};

/// Returns for each column the candidates of the highest posterior. Posteriors are forward and
/// backward sums over the hypotheses in the beam. Ties go to the first candidate.
/// Law: with a beam wide enough the posteriors are those of brute force.
[[nodiscard]] std::vector<RankedChoice> decode_trellis(const lm::NgramModel& model,
                                                       std::span<const TrellisColumn> columns,
                                                       const Beam& beam = {});

}  // namespace codau::restore
