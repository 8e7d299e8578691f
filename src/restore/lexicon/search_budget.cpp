#include "restore/lexicon/search_budget.h"

#include <algorithm>
#include <numeric>

namespace codau::restore {

std::size_t SearchBudget::grant(std::uint32_t place) const {
  const std::size_t at = place / kStretch;
  const std::size_t own = limits_.stretch - (at < own_.size() ? own_[at] : 0);
  return own + shared_ < limits_.word ? 0 : limits_.word;
}

void SearchBudget::spend(std::uint32_t place, std::size_t steps, bool has_found) {
  if (has_found) steps /= kOfFound;
  const std::size_t at = place / kStretch;
  if (at >= own_.size()) own_.resize(at + 1);
  const std::size_t own = std::min(steps, limits_.stretch - own_[at]);
  own_[at] += own;
  shared_ -= std::min(shared_, steps - own);
}

std::size_t SearchBudget::spent() const {
  return std::accumulate(own_.begin(), own_.end(), limits_.window - shared_);
}

}  // namespace codau::restore
