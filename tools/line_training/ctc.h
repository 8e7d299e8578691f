// line_training/ctc.h — connectionist temporal classification (Graves et al. 2006): the loss of a
// line and its gradient.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "line_training/weights.h"

namespace codau::lines {

/// The lines of a minibatch stand side by side: column t × lines + line of a matrix is step t of
/// one of them.
struct BatchColumns {
  Eigen::Index lines = 1, line = 0;

  [[nodiscard]] Eigen::Index at(Eigen::Index step) const { return step * lines + line; }
};

/// −log of the probability that `steps` steps of a line hold `classes`, from softmax's outputs
/// (classes × columns); puts the gradient by softmax's inputs into those columns of `gradient`.
/// Nothing, and no gradient, where the steps are too few.
/// Law: the loss is that of the sum over all ways to set the classes in time.
[[nodiscard]] std::optional<double> ctc_loss(const std::vector<std::uint16_t>& classes,
                                             std::size_t blank, const Matrix& probabilities,
                                             Eigen::Index steps, const BatchColumns& columns,
                                             Matrix& gradient);

}  // namespace codau::lines
