// line_training/weights.h — the line network of recogniser/ in floating point.
#pragma once

#include <Eigen/Dense>
#include <cstddef>
#include <string>
#include <vector>

#include "recogniser/line_model.h"

namespace codau::lines {

using Matrix = Eigen::MatrixXf;

struct Layer {
  Eigen::Index inputs = 0, states = 0;
  bool is_backwards = false;
  Matrix weights;  ///< 4 × states rows by nn::Lstm::Gate; inputs, states, bias
};

struct Weights {
  Matrix filter;  ///< a row for each unit: 9 taps as recogniser::LineModel has them, bias
  Layer column;
  std::vector<Layer> line;
  Matrix output;  ///< a row for each class: units, bias

  /// All but the filter, which stays as it is.
  [[nodiscard]] std::vector<Matrix*> trainable();
};

/// Throws Error{kModel}, naming the model's file, where its lines have another height than kHeight
/// or its steps another width than kPooling.
void require_trained_shape(const recogniser::LineModel& model, const std::string& file);

[[nodiscard]] Weights weights_of(const recogniser::LineModel& model);

/// Each weight as 8 bits make it, by a scale a row.
[[nodiscard]] Weights quantised(const Weights& weights);

/// Returns the model with these weights. The filter stays as it is.
[[nodiscard]] recogniser::LineModel model_with(const Weights& weights, recogniser::LineModel model);

/// Reads a line model: a file of codau, or NAME.traineddata of Tesseract. Throws Error{kModel}.
[[nodiscard]] recogniser::LineModel read_any_model(const std::string& file);

}  // namespace codau::lines
