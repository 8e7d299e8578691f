#include "line_training/weights.h"

#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>

#include "core/error.h"
#include "line_training/lines.h"
#include "recogniser/line_model_file.h"
#include "recogniser/tesseract_model.h"

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

/// Puts weights, rounded to 8 bits by a scale for each row, into a matrix of the same size.
void put(const Matrix& weights, nn::QuantisedMatrix& into) {
  std::size_t at = 0;
  for (Eigen::Index i = 0; i < weights.rows(); ++i) {
    const double scale = scale_of(weights, i);
    for (Eigen::Index k = 0; k < weights.cols(); ++k)
      into.weights[at++] = static_cast<std::int8_t>(std::lround(weights(i, k) / scale));
    into.scales[static_cast<std::size_t>(i)] = static_cast<float>(scale / kOne);
  }
}

void put(const Layer& layer, nn::Lstm& into) {
  for (std::size_t gate = 0; gate < into.gates.size(); ++gate) {
    const auto first = static_cast<Eigen::Index>(gate) * layer.states;
    put(layer.weights.middleRows(first, layer.states), into.gates[gate]);
  }
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

recogniser::LineModel model_with(const Weights& weights, recogniser::LineModel model) {
  put(weights.column, model.column);
  for (std::size_t i = 0; i < weights.line.size(); ++i) put(weights.line[i], model.line[i]);
  put(weights.output, model.output);
  return model;
}

recogniser::LineModel read_any_model(const std::string& file) {
  if (!file.ends_with(".traineddata"))
    return recogniser::read_line_model(nn::ModelFile::read(file, recogniser::kLineModelKind));
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const recogniser::LineModelOrFault model = recogniser::read_tesseract_model(bytes);
  if (!model) {
    throw Error(ErrorCode::kModel, file + both(": không phải mô hình có thể huấn luyện tiếp",
                                               ": is no model that can be trained further"));
  }
  return *model;
}

}  // namespace codau::lines
