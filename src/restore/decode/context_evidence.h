// restore/decode/context_evidence.h — the context model's costs for the candidates of each word of
// a window.
#pragma once

#include <span>
#include <vector>

#include "lm/context_model.h"
#include "restore/decode/surroundings.h"
#include "restore/lexicon/candidate_arena.h"
#include "restore/lexicon/lexicon.h"

namespace codau::restore {

/// Weighs candidates by the words around them. Tokens are given by their index. References the
/// model.
class ContextEvidence {
 public:
  ContextEvidence(const lm::ContextModel& model, Surroundings around);

  /// Sets the word of `token` for later calls, by its fold: damaged text shows other folds than its
  /// words have.
  void set_word(std::size_t token, lm::WordId word);

  /// Returns `options` with context costs added. The best word of each fold gets no cost, so folds
  /// are not compared. The result is valid until clear().
  [[nodiscard]] std::span<const Candidate> weigh(std::size_t token,
                                                 std::span<const Candidate> options);
  void clear() { weighed_.clear(); }

 private:
  /// Adds context costs to the `options` that share the fold of options[first].
  void weigh_fold(std::size_t place, std::span<Candidate> options, std::size_t first);

  const lm::ContextModel& model_;
  std::vector<std::uint32_t> places_;
  lm::ContextReader reader_;
  CandidateArena weighed_;
  // Buffers for the current token.
  std::vector<std::uint16_t> folds_;
  std::vector<float> shares_;
};

}  // namespace codau::restore
