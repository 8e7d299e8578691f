// restore/decode/context_evidence.h — what stands around each word of one window, as costs of what
// the word can be.
#pragma once

#include <span>
#include <vector>

#include "lm/context_model.h"
#include "restore/decode/surroundings.h"
#include "restore/lexicon/candidate_arena.h"
#include "restore/lexicon/lexicon.h"

namespace codau::restore {

/// Tokens by their index. References the model.
class ContextEvidence {
 public:
  ContextEvidence(const lm::ContextModel& model, Surroundings around);

  /// From here on token `token` counts as `word`, by its fold: damaged text shows other folds than
  /// its words have.
  void set_word(std::size_t token, lm::WordId word);

  /// `options` with the cost of each raised by what stands around: nothing for the best of each
  /// fold, so that folds are not compared. Valid until clear().
  [[nodiscard]] std::span<const Candidate> weigh(std::size_t token,
                                                 std::span<const Candidate> options);
  void clear() { weighed_.clear(); }

 private:
  /// Raises the costs of those of `options` that share the fold of options[first].
  void weigh_fold(std::size_t place, std::span<Candidate> options, std::size_t first);

  const lm::ContextModel& model_;
  std::vector<std::uint32_t> places_;
  lm::ContextReader reader_;
  CandidateArena weighed_;
  // Of the token at work.
  std::vector<std::uint16_t> folds_;
  std::vector<float> shares_;
};

}  // namespace codau::restore
