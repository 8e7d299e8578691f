#include "line_training/weights.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "core/error.h"
#include "line_training/lines.h"

namespace codau::lines {
namespace {

constexpr float kOne = 127;  // what 1 is in 8 bits

Matrix floats_of(const nn::QuantisedMatrix& from) {
  const auto columns = from.inputs + 1;
  Matrix out(from.outputs, columns);
  for (std::size_t i = 0; i < from.outputs; ++i) {
    for (std::size_t k = 0; k < columns; ++k)
      out(i, k) = kOne * from.scales[i] * static_cast<float>(from.weights[i * columns + k]);
  }
  return out;
}

Layer layer_of(const nn::Lstm& lstm) {
  const auto states = static_cast<Eigen::Index>(lstm.states);
  Layer out{static_cast<Eigen::Index>(lstm.inputs), states, lstm.is_backwards,
            Matrix(4 * states, lstm.inputs + lstm.states + 1)};
  for (std::size_t gate = 0; gate < lstm.gates.size(); ++gate)
    out.weights.middleRows(static_cast<Eigen::Index>(gate) * states, states) =
        floats_of(lstm.gates[gate]);
  return out;
}

double scale_of(const Matrix& weights, Eigen::Index row) {
  const float most = weights.row(row).cwiseAbs().maxCoeff();
  return most > 0 ? static_cast<double>(most) / kOne : 1.0;
}

Matrix quantised(const Matrix& weights) {
  Matrix out(weights.rows(), weights.cols());
  for (Eigen::Index i = 0; i < weights.rows(); ++i) {
    const auto scale = static_cast<float>(scale_of(weights, i));
    out.row(i) = (weights.row(i).array() / scale).round().matrix() * scale;
  }
  return out;
}

/// Puts weights where those of `old` stand at `from` or behind it; returns where they end.
std::size_t put(const Matrix& weights, const nn::QuantisedMatrix& old, std::string& into,
                std::size_t from) {
  const std::string_view pattern(reinterpret_cast<const char*>(old.weights.data()),
                                 old.weights.size());
  std::size_t at = into.find(pattern, from);
  if (at == std::string::npos)
    throw Error(ErrorCode::kInternal, "the model's weights are not in its component");
  std::size_t scale_at = at + pattern.size() + sizeof(std::uint32_t);
  for (Eigen::Index i = 0; i < weights.rows(); ++i) {
    const double scale = scale_of(weights, i);
    for (Eigen::Index k = 0; k < weights.cols(); ++k) {
      const auto value = static_cast<std::int8_t>(std::lround(weights(i, k) / scale));
      into[at++] = std::bit_cast<char>(value);
    }
    std::memcpy(into.data() + scale_at, &scale, sizeof scale);
    scale_at += sizeof scale;
  }
  return scale_at;
}

std::size_t put(const Layer& layer, const nn::Lstm& old, std::string& into, std::size_t from) {
  for (std::size_t gate = 0; gate < old.gates.size(); ++gate) {
    const Matrix rows =
        layer.weights.middleRows(static_cast<Eigen::Index>(gate) * layer.states, layer.states);
    from = put(rows, old.gates[gate], into, from);
  }
  return from;
}

}  // namespace

std::vector<Matrix*> Weights::trainable() {
  std::vector<Matrix*> out{&column.weights};
  for (Layer& layer : line) out.push_back(&layer.weights);
  out.push_back(&output);
  return out;
}

void require_trained_shape(const recogniser::LineModel& model, const std::string& file) {
  if (model.height == kHeight && model.pooling == kPooling) return;
  const auto named = [](std::size_t height, std::size_t pooling) {
    return both("cao " + std::to_string(height) + " px, bước " + std::to_string(pooling) + " cột",
                "lines of " + std::to_string(height) + " pixels, steps of " +
                    std::to_string(pooling) + " columns");
  };
  throw Error(ErrorCode::kModel, file + ": " + named(model.height, model.pooling) +
                                     both("; cần ", "; expected ") + named(kHeight, kPooling));
}

Weights weights_of(const recogniser::LineModel& model) {
  Weights out{floats_of(model.filter), layer_of(model.column), {}, floats_of(model.output)};
  for (const nn::Lstm& lstm : model.line) out.line.push_back(layer_of(lstm));
  return out;
}

Weights quantised(const Weights& weights) {
  Weights out = weights;
  for (Matrix* matrix : out.trainable()) *matrix = quantised(*matrix);
  return out;
}

std::string layers_with(const Weights& weights, const recogniser::LineModel& model,
                        std::string_view component) {
  std::string out(component);
  std::size_t at = put(weights.column, model.column, out, 0);
  for (std::size_t i = 0; i < weights.line.size(); ++i)
    at = put(weights.line[i], model.line[i], out, at);
  put(weights.output, model.output, out, at);
  return out;
}

}  // namespace codau::lines
