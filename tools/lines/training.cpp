#include "lines/training.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <random>

#include "recogniser/contrast.h"

namespace codau::lines {
namespace {

using Eigen::Index;

constexpr Index kPixelRows = kHeight, kStride = kPooling, kRows = kPixelRows / kStride, kTaps = 9;

/// Steps of all lines, step by step, line beside line: column t × count + i is step t of line i.
struct Shape {
  Index steps = 0, count = 0;
  Matrix is_inside;  ///< count × steps: 1, or 0 behind the end of a line
};

Shape shape_of(const std::vector<Line>& lines) {
  Shape out{0, static_cast<Index>(lines.size()), {}};
  const auto steps = [](const Line& line) { return static_cast<Index>(line.columns) / kStride; };
  for (const Line& line : lines) out.steps = std::max(out.steps, steps(line));
  out.is_inside.setZero(out.count, out.steps);
  for (Index i = 0; i < out.count; ++i)
    out.is_inside.row(i).head(steps(lines[static_cast<std::size_t>(i)])).setOnes();
  return out;
}

/// What the first layers say of each column from top to bottom: units × (kRows × steps × count).
Matrix pooled(const Matrix& filter, const std::vector<Line>& lines, const Shape& shape,
              std::mt19937& noise) {
  const Index units = filter.rows();
  Matrix out = Matrix::Zero(units, kRows * shape.steps * shape.count);
  for (Index i = 0; i < shape.count; ++i) {
    const Line& line = lines[static_cast<std::size_t>(i)];
    const auto columns = static_cast<Index>(line.columns);
    const Index steps = columns / kStride;
    const std::vector<std::int8_t> spread = recogniser::spread_contrast(line.pixels, line.columns);
    Matrix around(kPixelRows + 2, columns + 2);
    for (Index y = 0; y < kPixelRows + 2; ++y) {
      for (Index x = 0; x < columns + 2; ++x) {
        const bool is_pixel = y > 0 && y <= kPixelRows && x > 0 && x <= columns;
        around(y, x) = is_pixel ? static_cast<float>(spread[(y - 1) * columns + x - 1]) / 127
                                : static_cast<float>(noise() % 255) / 127 - 1;
      }
    }
    Matrix taps(kTaps + 1, kStride * columns), sums(units, kStride * columns);
    taps.row(kTaps).setOnes();
    for (Index row = 0; row < kRows; ++row) {
      for (Index y = 0; y < kStride; ++y) {
        for (Index x = 0; x < columns; ++x) {
          for (Index tap = 0; tap < kTaps; ++tap)
            taps(tap, y * columns + x) = around(kStride * row + y + tap % 3, x + tap / 3);
        }
      }
      sums.noalias() = filter * taps;
      for (Index step = 0; step < steps; ++step) {
        Eigen::ArrayXf most = sums.col(kStride * step).array();
        for (Index y = 0; y < kStride; ++y) {
          for (Index x = 0; x < kStride; ++x)
            most = most.max(sums.col(y * columns + kStride * step + x).array());
        }
        out.col((row * shape.steps + step) * shape.count + i) = most.tanh();
      }
    }
  }
  return out;
}

/// What a layer kept of its way along the steps.
struct Trace {
  Matrix gates;  ///< after their squashing
  Matrix cells, squashed;
  Matrix said;  ///< states × (steps × count)
};

/// `is_inside` may be missing: all is.
Trace along(const Layer& layer, const Matrix& inputs, Index steps, Index count,
            const Matrix* is_inside) {
  const Index states = layer.states;
  Trace out;
  out.gates.noalias() = layer.weights.leftCols(layer.inputs) * inputs;
  out.gates.colwise() += layer.weights.col(layer.inputs + states);
  for (Matrix* one : {&out.cells, &out.squashed, &out.said}) one->resize(states, steps * count);
  const Matrix from_said = layer.weights.middleCols(layer.inputs, states);
  Matrix cell = Matrix::Zero(states, count), said = Matrix::Zero(states, count);
  for (Index k = 0; k < steps; ++k) {
    const Index at = (layer.is_backwards ? steps - 1 - k : k) * count;
    auto gates = out.gates.middleCols(at, count);
    if (k > 0) gates.noalias() += from_said * said;
    gates.topRows(states) = gates.topRows(states).array().tanh();
    gates.bottomRows(3 * states) =
        (gates.bottomRows(3 * states).array() * 0.5F).tanh() * 0.5F + 0.5F;
    cell = cell.array() * gates.middleRows(2 * states, states).array() +
           gates.topRows(states).array() * gates.middleRows(states, states).array();
    if (is_inside != nullptr)
      cell.array().rowwise() *= is_inside->col(at / count).transpose().array();
    out.cells.middleCols(at, count) = cell;
    out.squashed.middleCols(at, count) = cell.array().tanh();
    said = out.squashed.middleCols(at, count).array() * gates.bottomRows(states).array();
    out.said.middleCols(at, count) = said;
  }
  return out;
}

/// The way back: from the gradient by what was said (of all steps, or of the last one alone) to
/// those by weights and, if they are asked for, by inputs.
void back(const Layer& layer, const Matrix& inputs, Index steps, Index count,
          const Matrix* is_inside, Trace trace, const Matrix& by_said, Matrix& by_weights,
          Matrix* by_inputs) {
  const Index states = layer.states, all = steps * count;
  const bool is_last_alone = by_said.cols() != all;
  const Matrix to_said = layer.weights.middleCols(layer.inputs, states).transpose();
  Matrix said = Matrix::Zero(states, count), cell = Matrix::Zero(states, count);
  Matrix& by_gates = trace.gates;
  for (Index k = steps - 1; k >= 0; --k) {
    const Index at = (layer.is_backwards ? steps - 1 - k : k) * count,
                before = layer.is_backwards ? at + count : at - count;
    auto gates = by_gates.middleCols(at, count);
    const auto squashed = trace.squashed.middleCols(at, count).array();
    if (!is_last_alone) {
      said += by_said.middleCols(at, count);
    } else if (k == steps - 1) {
      said += by_said;
    }
    const Eigen::ArrayXXf in = gates.topRows(states), open = gates.middleRows(states, states),
                          keep = gates.middleRows(2 * states, states),
                          out = gates.bottomRows(states);
    Eigen::ArrayXXf by_cell = cell.array() + said.array() * out * (1 - squashed * squashed);
    if (is_inside != nullptr) by_cell.rowwise() *= is_inside->col(at / count).transpose().array();
    gates.bottomRows(states) = said.array() * squashed * out * (1 - out);
    gates.topRows(states) = by_cell * open * (1 - in * in);
    gates.middleRows(states, states) = by_cell * in * open * (1 - open);
    if (k > 0) {
      gates.middleRows(2 * states, states) =
          by_cell * trace.cells.middleCols(before, count).array() * keep * (1 - keep);
    } else {
      gates.middleRows(2 * states, states).setZero();
    }
    if (is_inside != nullptr)
      gates.array().rowwise() *= is_inside->col(at / count).transpose().array();
    cell = by_cell * keep;
    if (k > 0) said.noalias() = to_said * gates;
  }
  by_weights.leftCols(layer.inputs).noalias() += by_gates * inputs.transpose();
  by_weights.col(layer.inputs + states) += by_gates.rowwise().sum();
  auto by_recurrent = by_weights.middleCols(layer.inputs, states);
  const Index rest = all - count;
  if (layer.is_backwards) {
    by_recurrent.noalias() += by_gates.leftCols(rest) * trace.said.rightCols(rest).transpose();
  } else {
    by_recurrent.noalias() += by_gates.rightCols(rest) * trace.said.leftCols(rest).transpose();
  }
  if (by_inputs != nullptr)
    by_inputs->noalias() = layer.weights.leftCols(layer.inputs).transpose() * by_gates;
}

/// Everything that is said of lines.
struct Seen {
  Shape shape;
  Matrix pixels;
  Trace column;
  Matrix columns;  ///< what is said at the foot of each
  std::vector<Trace> line;
  Matrix probabilities;  ///< classes × (steps × count)
};

Seen look(const Weights& weights, const std::vector<Line>& lines, std::uint32_t seed) {
  std::mt19937 noise(seed);
  Seen out;
  out.shape = shape_of(lines);
  const Index steps = out.shape.steps, count = out.shape.count;
  out.pixels = pooled(weights.filter, lines, out.shape, noise);
  out.column = along(weights.column, out.pixels, kRows, steps * count, nullptr);
  out.columns = out.column.said.rightCols(steps * count);
  const Matrix* inputs = &out.columns;
  out.line.reserve(weights.line.size());
  for (const Layer& layer : weights.line) {
    out.line.push_back(along(layer, *inputs, steps, count, &out.shape.is_inside));
    inputs = &out.line.back().said;
  }
  const Index units = inputs->rows();
  out.probabilities.noalias() = weights.output.leftCols(units) * *inputs;
  out.probabilities.colwise() += weights.output.col(units);
  for (auto column : out.probabilities.colwise()) {
    column = (column.array() - column.maxCoeff()).exp();
    column /= column.sum();
  }
  return out;
}

/// Connectionist temporal classification (Graves et al. 2006): the ways to say a line's letters
/// step by step, forwards and backwards, each step scaled to a sum of one. Puts into `by_sums` the
/// gradient by what goes into softmax; returns the loss, or nothing where the line is too narrow.
std::optional<double> connect(const Line& line, std::size_t blank, const Matrix& probabilities,
                              Index count, Index place, Matrix& by_sums) {
  const auto steps = static_cast<Index>(line.columns) / kStride;
  const auto said = static_cast<Index>(2 * line.classes.size() + 1);
  std::vector<Index> label(static_cast<std::size_t>(said), static_cast<Index>(blank));
  for (std::size_t i = 0; i < line.classes.size(); ++i) label[2 * i + 1] = line.classes[i];
  const auto leaps = [&](Index s) {  // over the blank before it
    return s > 1 && label[s] != static_cast<Index>(blank) && label[s] != label[s - 2];
  };
  const auto probability = [&](Index t, Index s) {
    constexpr double kLeast = 1e-30;
    return static_cast<double>(probabilities(label[s], t * count + place)) + kLeast;
  };
  using Ways = Eigen::MatrixXd;  // said × steps
  Ways to = Ways::Zero(said, steps), from = Ways::Zero(said, steps);
  const auto first = [&](Index t) { return std::max<Index>(0, said - 2 * (steps - t)); };
  const auto end = [&](Index t) { return std::min(said, 2 * (t + 1)); };
  double loss = 0;
  for (Index t = 0; t < steps; ++t) {
    for (Index s = first(t); s < end(t); ++s) {
      double ways = t == 0 ? 1 : to(s, t - 1);
      if (t > 0 && s > 0) ways += to(s - 1, t - 1);
      if (t > 0 && leaps(s)) ways += to(s - 2, t - 1);
      to(s, t) = ways * probability(t, s);
    }
    const double sum = to.col(t).sum();
    if (!(sum > 0)) return std::nullopt;
    to.col(t) /= sum;
    loss -= std::log(sum);
  }
  const double ended = to.col(steps - 1).tail(std::min<Index>(2, said)).sum();
  if (!(ended > 0)) return std::nullopt;
  loss -= std::log(ended);
  for (Index t = steps - 1; t >= 0; --t) {
    for (Index s = first(t); s < end(t); ++s) {
      if (t == steps - 1) {
        from(s, t) = s >= said - 2 ? 1 : 0;
        continue;
      }
      double ways = from(s, t + 1) * probability(t + 1, s);
      if (s + 1 < said) ways += from(s + 1, t + 1) * probability(t + 1, s + 1);
      if (s + 2 < said && leaps(s + 2)) ways += from(s + 2, t + 1) * probability(t + 1, s + 2);
      from(s, t) = ways;
    }
    const double sum = from.col(t).sum();
    if (sum > 0) from.col(t) /= sum;
    const double both = to.col(t).dot(from.col(t));
    by_sums.col(t * count + place) = probabilities.col(t * count + place);
    for (Index s = first(t); both > 0 && s < end(t); ++s)
      by_sums(label[s], t * count + place) -= static_cast<float>(to(s, t) * from(s, t) / both);
  }
  return loss;
}

Weights nothing_like(const Weights& weights) {
  Weights out = weights;
  for (Matrix* one : out.learnt()) one->setZero();
  return out;
}

}  // namespace

Lesson learn(const Weights& weights, const std::vector<Line>& lines, std::size_t blank,
             std::uint32_t seed) {
  const Seen seen = look(weights, lines, seed);
  const Index steps = seen.shape.steps, count = seen.shape.count;
  Lesson out{nothing_like(weights)};
  Matrix by_sums = Matrix::Zero(seen.probabilities.rows(), steps * count);
  for (Index i = 0; i < count; ++i) {
    const Line& line = lines[static_cast<std::size_t>(i)];
    const std::optional<double> loss = connect(line, blank, seen.probabilities, count, i, by_sums);
    if (!loss) continue;
    out.loss += *loss;
    out.letters += line.classes.size();
  }
  const Index units = weights.output.cols() - 1;
  out.gradient.output.leftCols(units).noalias() += by_sums * seen.line.back().said.transpose();
  out.gradient.output.col(units) += by_sums.rowwise().sum();
  Matrix by_said = weights.output.leftCols(units).transpose() * by_sums;
  for (std::size_t i = weights.line.size(); i-- > 0;) {
    const Matrix& inputs = i == 0 ? seen.columns : seen.line[i - 1].said;
    Matrix by_inputs;
    back(weights.line[i], inputs, steps, count, &seen.shape.is_inside, seen.line[i], by_said,
         out.gradient.line[i].weights, &by_inputs);
    by_said = std::move(by_inputs);
  }
  back(weights.column, seen.pixels, kRows, steps * count, nullptr, seen.column, by_said,
       out.gradient.column.weights, nullptr);
  return out;
}

std::vector<std::vector<std::uint16_t>> read(const Weights& weights, const std::vector<Line>& lines,
                                             std::size_t blank, std::uint32_t seed) {
  const Seen seen = look(weights, lines, seed);
  std::vector<std::vector<std::uint16_t>> out(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Index last = -1, best = 0;
    for (Index t = 0; t < static_cast<Index>(lines[i].columns) / kStride; ++t) {
      seen.probabilities.col(t * seen.shape.count + static_cast<Index>(i)).maxCoeff(&best);
      if (best != last && best != static_cast<Index>(blank))
        out[i].push_back(static_cast<std::uint16_t>(best));
      last = best;
    }
  }
  return out;
}

}  // namespace codau::lines
