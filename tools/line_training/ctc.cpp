#include "line_training/ctc.h"

#include <algorithm>
#include <cmath>

namespace codau::lines {

using Eigen::Index;

std::optional<double> ctc_loss(const std::vector<std::uint16_t>& classes, std::size_t blank,
                               const Matrix& probabilities, Index steps,
                               const BatchColumns& columns, Matrix& gradient) {
  if (steps == 0) return std::nullopt;
  // States: a blank before, between and behind the classes.
  const auto states = static_cast<Index>(2 * classes.size() + 1);
  std::vector<Index> label(static_cast<std::size_t>(states), static_cast<Index>(blank));
  for (std::size_t i = 0; i < classes.size(); ++i) label[2 * i + 1] = classes[i];
  const auto skips_blank = [&](Index s) {
    return s > 1 && label[s] != static_cast<Index>(blank) && label[s] != label[s - 2];
  };
  const auto probability = [&](Index t, Index s) {
    constexpr double kLeast = 1e-30;
    return static_cast<double>(probabilities(label[s], columns.at(t))) + kLeast;
  };
  // Each step is scaled to a sum of one.
  Eigen::MatrixXd forward = Eigen::MatrixXd::Zero(states, steps),
                  backward = Eigen::MatrixXd::Zero(states, steps);
  const auto first = [&](Index t) { return std::max<Index>(0, states - 2 * (steps - t)); };
  const auto end = [&](Index t) { return std::min(states, 2 * (t + 1)); };
  double loss = 0;
  for (Index t = 0; t < steps; ++t) {
    for (Index s = first(t); s < end(t); ++s) {
      double sum = t == 0 ? 1 : forward(s, t - 1);
      if (t > 0 && s > 0) sum += forward(s - 1, t - 1);
      if (t > 0 && skips_blank(s)) sum += forward(s - 2, t - 1);
      forward(s, t) = sum * probability(t, s);
    }
    const double scale = forward.col(t).sum();
    if (!(scale > 0)) return std::nullopt;
    forward.col(t) /= scale;
    loss -= std::log(scale);
  }
  const double ended = forward.col(steps - 1).tail(std::min<Index>(2, states)).sum();
  if (!(ended > 0)) return std::nullopt;
  loss -= std::log(ended);
  for (Index t = steps - 1; t >= 0; --t) {
    for (Index s = first(t); s < end(t); ++s) {
      if (t == steps - 1) {
        backward(s, t) = s >= states - 2 ? 1 : 0;
        continue;
      }
      double sum = backward(s, t + 1) * probability(t + 1, s);
      if (s + 1 < states) sum += backward(s + 1, t + 1) * probability(t + 1, s + 1);
      if (s + 2 < states && skips_blank(s + 2))
        sum += backward(s + 2, t + 1) * probability(t + 1, s + 2);
      backward(s, t) = sum;
    }
    const double scale = backward.col(t).sum();
    if (scale > 0) backward.col(t) /= scale;
    const double both = forward.col(t).dot(backward.col(t));
    gradient.col(columns.at(t)) = probabilities.col(columns.at(t));
    for (Index s = first(t); both > 0 && s < end(t); ++s)
      gradient(label[s], columns.at(t)) -=
          static_cast<float>(forward(s, t) * backward(s, t) / both);
  }
  return loss;
}

}  // namespace codau::lines
