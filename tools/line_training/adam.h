// line_training/adam.h — the optimiser.
#pragma once

#include <cstddef>

#include "line_training/weights.h"

namespace codau::lines {

/// Adam (Kingma and Ba 2015).
class Adam {
 public:
  explicit Adam(const Weights& like);

  /// Moves what is trained of `weights` against the gradient.
  void update(Weights& weights, Weights& gradient, float learning_rate);

 private:
  Weights first_moment_, second_moment_;
  std::size_t steps_ = 0;
};

}  // namespace codau::lines
