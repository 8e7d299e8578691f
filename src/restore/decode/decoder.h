// restore/decode/decoder.h — finds the likeliest words of a passage from the candidates of each
// place.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "lm/model.h"
#include "restore/lexicon/lexicon.h"

namespace codau::restore {

/// One place of the passage. Precondition: a word place has at least one option.
struct Column {
  std::span<const Candidate> options;
  std::size_t observed = 0;  ///< the option that leaves the text unchanged
  float change_cost = 0;     ///< added to every other option
  float restart = 0;         ///< P(the words before say nothing of this place), e.g. a new line
};

struct Posterior {
  std::size_t option = 0;
  double confidence = 0;  ///< 0 after the last option
};

struct Choice {
  static constexpr std::size_t kRanked = 5;
  std::size_t best = 0, second = 0;       ///< options; equal if there is only one
  double confidence = 1;                  ///< posterior of `best`
  std::array<Posterior, kRanked> ranked;  ///< the likeliest options in order
};

struct Beam {
  std::size_t states = 16;
  double width = 10;  ///< nats below the best
};

/// Returns for each column the option of the highest posterior, by forward and backward sums over
/// the beam. Ties go to the first option.
/// Law: with a beam wide enough the posteriors are those of brute force.
[[nodiscard]] std::vector<Choice> decode(const lm::Model& model, std::span<const Column> columns,
                                         const Beam& beam = {});

}  // namespace codau::restore
