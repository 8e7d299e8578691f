// restore/decode/context_rescorer.h — adds costs of the context model (lm/context_model.h) to the
// candidates of a word. A candidate is a word that a token may be (lexicon/candidate.h). A fold is
// a word without diacritics, so words of one fold differ only in diacritics. The context model
// tells by the words nearby which word of a fold is likeliest.
#pragma once

#include <span>
#include <vector>

#include "lm/context_model.h"
#include "restore/decode/context_input.h"
#include "restore/lexicon/candidate_arena.h"
#include "restore/lexicon/vocabulary.h"

namespace codau::restore {

/// Rescores the candidates of the words of one window, a text that is restored at once. A token is
/// given by its index among the tokens of the window.
class ContextRescorer {
 public:
  /// Keeps a reference to `model`. `input`: make_context_input() of the window.
  ContextRescorer(const lm::ContextModel& model, ContextInput input);

  /// Sets the likely true word of a token, for later calls of rescore(). Without this call, the
  /// token has the fold of its damaged letters. Does nothing if `word` is below lm::kFirstWord: an
  /// unknown word, a number or a sign that ends a clause.
  void set_word(std::size_t token, lm::WordId word);

  /// Returns the candidates of a token in the same order, with costs in nats added to
  /// Candidate::cost. In each fold, the candidate that is likeliest by the model gets no cost,
  /// because the model does not compare folds. No cost is added:
  /// 1. to candidates below lm::kFirstWord, and to pairs of words (Candidate::second_word);
  /// 2. if the token is a line end, or a place at which a word may be missing
  ///    (TokenKind::kLostWord).
  /// The result is valid until clear().
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
