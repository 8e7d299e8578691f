// train/estimate.h — from counts to a pruned back-off model: interpolated modified Kneser-Ney, cut
// by what each n-gram tells, not by how often it was seen.
#pragma once

#include <cstdint>
#include <vector>

#include "train/counts.h"
#include "train/ngrams.h"

namespace codau::train {

struct EstimateOptions {
  std::size_t model_bytes = 24'000'000;  ///< n-grams are cut until the file is no larger
  /// What an n-gram is worth: what it adds to log P(word | words of the same fold) — all that
  /// counts when marks are restored — and, with this weight, to log P(word).
  double plain_weight = 0.3;
};

/// One order of a back-off model, in log probabilities. Entries are those of the counts.
struct Level {
  std::vector<std::uint32_t> context;
  std::vector<lm::WordId> word;
  std::vector<float> log_prob;
  std::vector<float> log_backoff;  ///< of the entry as a context; 0 where nothing goes on from it
  std::vector<bool> kept;
};

/// A model: levels[n - 1] holds the n-grams. All contexts of kept n-grams are kept.
struct NGrams {
  std::vector<Level> levels;
};

/// Law: for every context the probabilities of all words sum to one.
[[nodiscard]] NGrams estimate(std::vector<Order> counts, const Vocabulary& vocabulary,
                              const EstimateOptions& options = {});

}  // namespace codau::train
