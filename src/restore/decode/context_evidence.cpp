#include "restore/decode/context_evidence.h"

#include <algorithm>
#include <utility>

namespace codau::restore {
namespace {

/// Weight of the log probability of the context model beside the n-grams. Both have seen the same
/// words before this one.
constexpr float kShare = 0.9F;

}  // namespace

ContextEvidence::ContextEvidence(const lm::ContextModel& model, Surroundings around)
    : model_(model), places_(std::move(around.places)), reader_(model, std::move(around.text)) {}

void ContextEvidence::set_word(std::size_t token, lm::WordId word) {
  if (word < lm::kFirstWord || places_[token] == Surroundings::kNowhere) return;
  reader_.set_fold(places_[token], model_.fold_of(word));
}

std::span<const Candidate> ContextEvidence::weigh(std::size_t token,
                                                  std::span<const Candidate> options) {
  const std::span<Candidate> out = weighed_.add(options);
  if (places_[token] == Surroundings::kNowhere) return out;
  folds_.clear();
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i].word < lm::kFirstWord || out[i].then != lm::kUnknown) continue;
    const std::uint16_t fold = model_.fold_of(out[i].word);
    if (std::find(folds_.begin(), folds_.end(), fold) != folds_.end()) continue;
    folds_.push_back(fold);
    weigh_fold(places_[token], out, i);
  }
  return out;
}

void ContextEvidence::weigh_fold(std::size_t place, std::span<Candidate> options,
                                 std::size_t first) {
  const std::pair<lm::WordId, lm::WordId> like = model_.words_like(options[first].word);
  const lm::WordId begin = like.first, end = like.second;
  const auto shares = [&](const Candidate& option) {
    return option.then == lm::kUnknown && option.word >= begin && option.word < end;
  };
  const auto alike = std::count_if(options.begin(), options.end(), shares);
  if (alike < 2) return;
  shares_.resize(static_cast<std::size_t>(end - begin));
  reader_.weigh(place, begin, shares_);
  float best = -1e30F;
  for (const Candidate& option : options) {
    if (shares(option)) best = std::max(best, shares_[option.word - begin]);
  }
  for (Candidate& option : options) {
    if (shares(option)) option.cost += kShare * (best - shares_[option.word - begin]);
  }
}

}  // namespace codau::restore
