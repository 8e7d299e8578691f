// restore/decode/context_rescorer.h — the context model's costs for the candidates of each word of
// a window.
#pragma once

#include <span>
#include <vector>

#include "lm/context_model.h"
#include "restore/decode/context_input.h"
#include "restore/lexicon/candidate_arena.h"
#include "restore/lexicon/vocabulary.h"

namespace codau::restore {

/// Rescores candidates by the words around them. Tokens are given by their index. References the
/// model.
class ContextRescorer {
 public:
  ContextRescorer(const lm::ContextModel& model, ContextInput input);

  /// Sets the word of `token` for later calls, by its fold: damaged text shows other folds than its
  /// words have.
  void set_word(std::size_t token, lm::WordId word);

  /// Returns `candidates` with context costs added. The best word of each fold gets no cost, so
  /// folds are not compared. The result is valid until clear().
  [[nodiscard]] std::span<const Candidate> rescore(std::size_t token,
                                                   std::span<const Candidate> candidates);
  void clear() { rescored_.clear(); }

 private:
  /// Adds context costs to the `candidates` that share the fold of candidates[first].
  void rescore_fold(std::size_t position, std::span<Candidate> candidates, std::size_t first);

  const lm::ContextModel& model_;
  std::vector<std::uint32_t> positions_;
  lm::ContextScorer scorer_;
  CandidateArena rescored_;
  // Buffers for the current token.
  std::vector<std::uint16_t> folds_;
  std::vector<float> log_probs_;
};

}  // namespace codau::restore
