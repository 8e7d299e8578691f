// restore/decode/context_rescorer.h — adds costs by the context model (lm/context_model.h) to the
// candidates of a word.
#pragma once

#include <span>
#include <vector>

#include "lm/context_model.h"
#include "restore/decode/context_input.h"
#include "restore/lexicon/candidate_arena.h"
#include "restore/lexicon/vocabulary.h"

namespace codau::restore {

/// Rescores the candidates of one window by the words around them. The fold of a word is its
/// letters without marks; candidates compete with candidates of the same fold only.
class ContextRescorer {
 public:
  /// Keeps a reference to `model`. `input`: the tokens of the window.
  ContextRescorer(const lm::ContextModel& model, ContextInput input);

  /// Sets the fold of `token`, an index, to that of `word`. Later calls of rescore() use it:
  /// damaged text shows other folds than its true words have. Does nothing if `word` is a class.
  void set_word(std::size_t token, lm::WordId word);

  /// Returns the `candidates` of `token` with context costs added, in nats. The best candidate of
  /// each fold gets no cost, so folds are not compared. Pairs of words and classes get no cost. The
  /// result is valid until clear().
  [[nodiscard]] std::span<const Candidate> rescore(std::size_t token,
                                                   std::span<const Candidate> candidates);
  /// Frees all results of rescore().
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
