// restore/decode/decoder.h — finds the likeliest original words of a damaged text. A candidate is a
// possible original of a token (lexicon/candidate.h). A trellis has one column of candidates for
// each token to decode. A path through the trellis takes one candidate of each column, so a path is
// a possible text.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "lm/ngram_model.h"
#include "restore/lexicon/vocabulary.h"

namespace codau::restore {

/// The candidates of one token.
struct TrellisColumn {
  std::span<const Candidate> candidates;  ///< at least one
  std::size_t observed = 0;               ///< index of the candidate that is the unchanged word
  float change_cost = 0;  ///< nats, added to the cost of all candidates except `observed`
  /// Probability that the word does not depend on the words before, [0, 1). Above 0 only for the
  /// first column of a line, because a line may begin a new paragraph.
  float restart_probability = 0;
};

/// A candidate of a column and its posterior probability (decode_trellis()).
struct CandidatePosterior {
  std::size_t index = 0;  ///< in TrellisColumn::candidates
  double confidence = 0;  ///< posterior; 0 in unused elements of RankedChoice::ranked
};

/// The likeliest candidates of a column.
struct RankedChoice {
  static constexpr std::size_t kMaxRanked = 5;  ///< most candidates in `ranked`
  std::size_t best = 0;                         ///< index of the likeliest candidate
  std::size_t second = 0;  ///< index of the next likeliest; `best` if only one is possible
  double confidence = 1;   ///< posterior of `best`
  std::array<CandidatePosterior, kMaxRanked> ranked;  ///< the likeliest first
};

/// Limits on the hypotheses that are kept after each column. A hypothesis is the beginning of a
/// path. Wider limits are slower and more exact.
struct Beam {
  std::size_t max_hypotheses = 16;  ///< at least 1
  double width_nats = 10;           ///< a hypothesis scores at most this much below the best
};

/// Returns for each column the candidates of the highest posterior. `model` and the costs of the
/// candidates give the probability of a path. The posterior of a candidate is the probability of
/// the paths through the candidate, divided by that of all paths in the beam. Of equally likely
/// candidates, the first is the best.
/// Law: with a beam wide enough, the posteriors are those of all possible paths.
[[nodiscard]] std::vector<RankedChoice> decode_trellis(const lm::NgramModel& model,
                                                       std::span<const TrellisColumn> columns,
                                                       const Beam& beam = {});

}  // namespace codau::restore
