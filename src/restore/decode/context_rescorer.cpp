#include "restore/decode/context_rescorer.h"

#include <algorithm>
#include <utility>

namespace codau::restore {
namespace {

/// Weight of the log probability of the context model beside the n-grams. Both have seen the same
/// words before this one.
constexpr float kContextWeight = 0.9F;

}  // namespace

ContextRescorer::ContextRescorer(const lm::ContextModel& model, ContextInput input)
    : model_(model),
      positions_(std::move(input.positions)),
      scorer_(model, std::move(input.model_tokens)) {}

void ContextRescorer::set_word(std::size_t token, lm::WordId word) {
  if (word < lm::kFirstWord || positions_[token] == ContextInput::kNotInInput) return;
  scorer_.set_fold(positions_[token], model_.fold_of(word));
}

std::span<const Candidate> ContextRescorer::rescore(std::size_t token,
                                                    std::span<const Candidate> candidates) {
  const std::span<Candidate> out = rescored_.add(candidates);
  if (positions_[token] == ContextInput::kNotInInput) return out;
  folds_.clear();
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i].word < lm::kFirstWord || out[i].second_word != lm::kUnknown) continue;
    const std::uint16_t fold = model_.fold_of(out[i].word);
    if (std::find(folds_.begin(), folds_.end(), fold) != folds_.end()) continue;
    folds_.push_back(fold);
    rescore_fold(positions_[token], out, i);
  }
  return out;
}

void ContextRescorer::rescore_fold(std::size_t position, std::span<Candidate> candidates,
                                   std::size_t first) {
  const std::pair<lm::WordId, lm::WordId> like = model_.same_fold_words(candidates[first].word);
  const lm::WordId begin = like.first, end = like.second;
  const auto shares_fold = [&](const Candidate& candidate) {
    return candidate.second_word == lm::kUnknown && candidate.word >= begin && candidate.word < end;
  };
  const auto alike = std::count_if(candidates.begin(), candidates.end(), shares_fold);
  if (alike < 2) return;
  log_probs_.resize(static_cast<std::size_t>(end - begin));
  scorer_.score_words(position, begin, log_probs_);
  float best = -1e30F;
  for (const Candidate& candidate : candidates) {
    if (shares_fold(candidate)) best = std::max(best, log_probs_[candidate.word - begin]);
  }
  for (Candidate& candidate : candidates) {
    if (shares_fold(candidate))
      candidate.cost += kContextWeight * (best - log_probs_[candidate.word - begin]);
  }
}

}  // namespace codau::restore
