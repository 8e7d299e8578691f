#include "line_training/gradient.h"

#include <algorithm>
#include <optional>
#include <random>

#include "line_training/ctc.h"
#include "recogniser/contrast.h"

namespace codau::lines {
namespace {

using Eigen::Index;

constexpr Index kPixelRows = kHeight, kStride = kPooling, kRows = kPixelRows / kStride, kTaps = 9;

Index steps_of(const Line& line) { return static_cast<Index>(line.columns) / kStride; }

/// Steps of all lines, step by step, line beside line: column t × count + i is step t of line i.
struct Shape {
  Index steps = 0, count = 0;
  Matrix mask;  ///< count × steps: 1, or 0 behind the end of a line
};

Shape shape_of(const Minibatch& lines) {
  Shape out{0, static_cast<Index>(lines.size()), {}};
  for (const Line& line : lines) out.steps = std::max(out.steps, steps_of(line));
  out.mask.setZero(out.count, out.steps);
  for (Index i = 0; i < out.count; ++i)
    out.mask.row(i).head(steps_of(lines[static_cast<std::size_t>(i)])).setOnes();
  return out;
}

/// Outputs of convolution, pooling and tanh for each column from top to bottom:
/// units × (kRows × steps × count).
Matrix convolved_and_pooled(const Matrix& filter, const Minibatch& lines, const Shape& shape,
                            std::mt19937& noise) {
  const Index units = filter.rows();
  Matrix out = Matrix::Zero(units, kRows * shape.steps * shape.count);
  for (Index i = 0; i < shape.count; ++i) {
    const Line& line = lines[static_cast<std::size_t>(i)];
    const auto columns = static_cast<Index>(line.columns);
    const Index steps = steps_of(line);
    const std::vector<std::int8_t> spread =
        recogniser::normalise_contrast(line.pixels, line.columns);
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

/// What the backward pass needs of a layer's forward pass.
struct LstmTrace {
  Matrix gates;  ///< after tanh and sigmoid
  Matrix cells, tanh_cells;
  Matrix outputs;  ///< states × (steps × count)
};

/// `mask` may be missing: all steps are inside.
LstmTrace lstm_forward(const Layer& layer, const Matrix& inputs, Index steps, Index count,
                       const Matrix* mask) {
  const Index states = layer.states;
  LstmTrace out;
  out.gates.noalias() = layer.weights.leftCols(layer.inputs) * inputs;
  out.gates.colwise() += layer.weights.col(layer.inputs + states);
  for (Matrix* one : {&out.cells, &out.tanh_cells, &out.outputs})
    one->resize(states, steps * count);
  const Matrix recurrent = layer.weights.middleCols(layer.inputs, states);
  Matrix cell = Matrix::Zero(states, count), output = Matrix::Zero(states, count);
  for (Index k = 0; k < steps; ++k) {
    const Index at = (layer.is_backwards ? steps - 1 - k : k) * count;
    auto gates = out.gates.middleCols(at, count);
    if (k > 0) gates.noalias() += recurrent * output;
    gates.topRows(states) = gates.topRows(states).array().tanh();
    gates.bottomRows(3 * states) =
        (gates.bottomRows(3 * states).array() * 0.5F).tanh() * 0.5F + 0.5F;
    cell = cell.array() * gates.middleRows(2 * states, states).array() +
           gates.topRows(states).array() * gates.middleRows(states, states).array();
    if (mask != nullptr) cell.array().rowwise() *= mask->col(at / count).transpose().array();
    out.cells.middleCols(at, count) = cell;
    out.tanh_cells.middleCols(at, count) = cell.array().tanh();
    output = out.tanh_cells.middleCols(at, count).array() * gates.bottomRows(states).array();
    out.outputs.middleCols(at, count) = output;
  }
  return out;
}

/// From the gradient by a layer's outputs (of all steps, or of the last one alone) to those by its
/// weights, which are added, and, if they are asked for, by its inputs.
void lstm_backward(const Layer& layer, const Matrix& inputs, Index steps, Index count,
                   const Matrix* mask, LstmTrace trace, const Matrix& by_outputs,
                   Matrix& by_weights, Matrix* by_inputs) {
  const Index states = layer.states, all = steps * count;
  const bool is_last_alone = by_outputs.cols() != all;
  const Matrix recurrent = layer.weights.middleCols(layer.inputs, states).transpose();
  Matrix by_output = Matrix::Zero(states, count), by_next_cell = Matrix::Zero(states, count);
  Matrix& by_gates = trace.gates;  // overwrites them step by step
  for (Index k = steps - 1; k >= 0; --k) {
    const Index at = (layer.is_backwards ? steps - 1 - k : k) * count,
                before = layer.is_backwards ? at + count : at - count;
    auto gates = by_gates.middleCols(at, count);
    const auto tanh_cell = trace.tanh_cells.middleCols(at, count).array();
    if (!is_last_alone) {
      by_output += by_outputs.middleCols(at, count);
    } else if (k == steps - 1) {
      by_output += by_outputs;
    }
    const Eigen::ArrayXXf candidate = gates.topRows(states), in = gates.middleRows(states, states),
                          forget = gates.middleRows(2 * states, states),
                          out = gates.bottomRows(states);
    Eigen::ArrayXXf by_cell =
        by_next_cell.array() + by_output.array() * out * (1 - tanh_cell * tanh_cell);
    if (mask != nullptr) by_cell.rowwise() *= mask->col(at / count).transpose().array();
    gates.bottomRows(states) = by_output.array() * tanh_cell * out * (1 - out);
    gates.topRows(states) = by_cell * in * (1 - candidate * candidate);
    gates.middleRows(states, states) = by_cell * candidate * in * (1 - in);
    if (k > 0) {
      gates.middleRows(2 * states, states) =
          by_cell * trace.cells.middleCols(before, count).array() * forget * (1 - forget);
    } else {
      gates.middleRows(2 * states, states).setZero();
    }
    if (mask != nullptr) gates.array().rowwise() *= mask->col(at / count).transpose().array();
    by_next_cell = by_cell * forget;
    if (k > 0) by_output.noalias() = recurrent * gates;
  }
  by_weights.leftCols(layer.inputs).noalias() += by_gates * inputs.transpose();
  by_weights.col(layer.inputs + states) += by_gates.rowwise().sum();
  auto by_recurrent = by_weights.middleCols(layer.inputs, states);
  const Index rest = all - count;
  if (layer.is_backwards) {
    by_recurrent.noalias() += by_gates.leftCols(rest) * trace.outputs.rightCols(rest).transpose();
  } else {
    by_recurrent.noalias() += by_gates.rightCols(rest) * trace.outputs.leftCols(rest).transpose();
  }
  if (by_inputs != nullptr)
    by_inputs->noalias() = layer.weights.leftCols(layer.inputs).transpose() * by_gates;
}

/// The forward pass of all layers.
struct Activations {
  Shape shape;
  Matrix pooled;     ///< inputs of the layer down the columns
  LstmTrace column;  ///< of that layer
  Matrix columns;    ///< its outputs at the foot of each
  std::vector<LstmTrace> line;
  Matrix probabilities;  ///< classes × (steps × count)
};

Activations forward(const Weights& weights, const Minibatch& lines, std::uint32_t seed) {
  std::mt19937 noise(seed);
  Activations out;
  out.shape = shape_of(lines);
  const Index steps = out.shape.steps, count = out.shape.count;
  out.pooled = convolved_and_pooled(weights.filter, lines, out.shape, noise);
  out.column = lstm_forward(weights.column, out.pooled, kRows, steps * count, nullptr);
  out.columns = out.column.outputs.rightCols(steps * count);
  const Matrix* inputs = &out.columns;
  out.line.reserve(weights.line.size());
  for (const Layer& layer : weights.line) {
    out.line.push_back(lstm_forward(layer, *inputs, steps, count, &out.shape.mask));
    inputs = &out.line.back().outputs;
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

Weights zeros_like(const Weights& weights) {
  Weights out = weights;
  out.filter.setZero();
  for (Matrix* one : out.trainable()) one->setZero();
  return out;
}

}  // namespace

Gradient gradient_of(const Weights& weights, const Minibatch& lines, std::size_t blank,
                     std::uint32_t seed) {
  const Activations activations = forward(weights, lines, seed);
  const Index steps = activations.shape.steps, count = activations.shape.count;
  Gradient out{zeros_like(weights)};
  Matrix by_logits = Matrix::Zero(activations.probabilities.rows(), steps * count);
  for (Index i = 0; i < count; ++i) {
    const Line& line = lines[static_cast<std::size_t>(i)];
    const std::optional<double> loss = ctc_loss(line.classes, blank, activations.probabilities,
                                                steps_of(line), {count, i}, by_logits);
    if (!loss) continue;
    out.loss += *loss;
    out.letters += line.classes.size();
  }
  const Index units = weights.output.cols() - 1;
  out.weights.output.leftCols(units).noalias() +=
      by_logits * activations.line.back().outputs.transpose();
  out.weights.output.col(units) += by_logits.rowwise().sum();
  Matrix by_outputs = weights.output.leftCols(units).transpose() * by_logits;
  for (std::size_t i = weights.line.size(); i-- > 0;) {
    const Matrix& inputs = i == 0 ? activations.columns : activations.line[i - 1].outputs;
    Matrix by_inputs;
    lstm_backward(weights.line[i], inputs, steps, count, &activations.shape.mask,
                  activations.line[i], by_outputs, out.weights.line[i].weights, &by_inputs);
    by_outputs = std::move(by_inputs);
  }
  lstm_backward(weights.column, activations.pooled, kRows, steps * count, nullptr,
                activations.column, by_outputs, out.weights.column.weights, nullptr);
  return out;
}

std::vector<std::vector<std::uint16_t>> decode_greedily(const Weights& weights,
                                                        const Minibatch& lines, std::size_t blank,
                                                        std::uint32_t seed) {
  const Activations activations = forward(weights, lines, seed);
  std::vector<std::vector<std::uint16_t>> out(lines.size());
  const auto count = static_cast<Index>(lines.size());
  for (Index i = 0; i < count; ++i) {
    const Line& line = lines[static_cast<std::size_t>(i)];
    Index last = -1, best = 0;
    for (Index t = 0; t < steps_of(line); ++t) {
      activations.probabilities.col(t * count + i).maxCoeff(&best);
      if (best != last && best != static_cast<Index>(blank))
        out[static_cast<std::size_t>(i)].push_back(static_cast<std::uint16_t>(best));
      last = best;
    }
  }
  return out;
}

}  // namespace codau::lines
