#include "restore/lexicon/search_budget.h"

#include <algorithm>
#include <numeric>

namespace codau::restore {

std::size_t SearchBudget::grant(std::uint32_t offset) const {
  const std::size_t at = offset / kSegmentBytes;
  const std::size_t own =
      limits_.steps_per_segment - (at < segment_steps_.size() ? segment_steps_[at] : 0);
  return own + shared_steps_ < limits_.steps_per_word ? 0 : limits_.steps_per_word;
}

void SearchBudget::spend(std::uint32_t offset, std::size_t steps, bool has_found) {
  if (has_found) steps /= kFoundStepsPerCharge;
  const std::size_t at = offset / kSegmentBytes;
  if (at >= segment_steps_.size()) segment_steps_.resize(at + 1);
  const std::size_t own = std::min(steps, limits_.steps_per_segment - segment_steps_[at]);
  segment_steps_[at] += own;
  shared_steps_ -= std::min(shared_steps_, steps - own);
}

std::size_t SearchBudget::spent() const {
  return std::accumulate(segment_steps_.begin(), segment_steps_.end(),
                         limits_.shared_steps - shared_steps_);
}

}  // namespace codau::restore
