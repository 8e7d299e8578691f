// line_training/sampler.h — minibatches of lines, drawn at random.
#pragma once

#include <cstddef>
#include <random>
#include <vector>

#include "line_training/gradient.h"
#include "line_training/lines.h"

namespace codau::lines {

/// All lines, narrow ones first, in minibatches of one size; the last may be smaller.
[[nodiscard]] std::vector<Minibatch> minibatches_of(std::vector<Line> lines);

/// Draws for ever, lines that were misread more often than there are of them, half of all varied.
/// Precondition: `lines` has some and outlives it. Law: of the same generator the same minibatches.
class Sampler {
 public:
  explicit Sampler(const std::vector<Line>& lines);

  [[nodiscard]] Minibatch next(std::mt19937& random);

 private:
  const std::vector<Line>& lines_;
  std::vector<std::size_t> misread_, others_;
  std::vector<Minibatch> drawn_;
};

}  // namespace codau::lines
