// nn/layers.h — the weights of layers, and the values that one layer passes to the next. Plain
// data; nn/kernels.h and nn/lstm.h compute with it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace codau::nn {

/// A matrix of 8-bit weights, with a bias as the last weight of each row. Inputs are activations:
/// numbers in [-1, 1], stored as 127 times their value in a signed byte. Output i is
/// `scales[i] × (Σ weights[i][k] × input[k] + 127 × weights[i][inputs])`.
struct QuantisedMatrix {
  std::size_t outputs = 0;           ///< rows
  std::size_t inputs = 0;            ///< columns, without the bias
  std::vector<std::int8_t> weights;  ///< outputs × (inputs + 1), row by row
  std::vector<float> scales;         ///< one for each output, finite, not negative
};

/// An LSTM layer. At each step, each gate has `inputs` + `states` inputs: first the inputs of the
/// step, then the outputs of the layer in the step before.
struct Lstm {
  enum Gate : std::uint8_t { kCellInput, kInputGate, kForgetGate, kOutputGate };
  std::size_t inputs = 0;                ///< inputs of a step
  std::size_t states = 0;                ///< cells, and outputs of a step
  std::array<QuantisedMatrix, 4> gates;  ///< by Gate, each with `states` outputs
  bool is_backwards = false;             ///< reads a line from its right end
};

/// The functions of nn/kernels.h compute outputs in blocks of this size. The number of outputs of a
/// layer must be a multiple, unless the layer is the last.
inline constexpr std::size_t kBlockOutputs = 16;

/// The output of a layer for a line: `units` numbers for each step.
template <class T>
struct Activations {
  std::size_t units = 0;  ///< numbers of a step
  std::vector<T> values;  ///< steps × units

  [[nodiscard]] std::size_t steps() const { return units == 0 ? 0 : values.size() / units; }
  /// Returns the numbers of one step.
  [[nodiscard]] std::span<const T> at(std::size_t step) const {
    return std::span(values).subspan(step * units, units);
  }
};
/// The output of a hidden layer: numbers in [-1, 1], stored as 127 times their value in a signed
/// byte.
using Features = Activations<std::int8_t>;
/// Probabilities by class, the output of softmax.
using Probabilities = Activations<float>;

}  // namespace codau::nn
