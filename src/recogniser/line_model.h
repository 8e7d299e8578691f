// recogniser/line_model.h — a line recogniser as a plain value, read from a file of codau
// (line_model_file.h) or of Tesseract (tesseract_model.h). The recogniser is a neural network. For
// each step along a line of text, it computes the probabilities of classes. A class is a letter, a
// sign, the space, or the blank, which means "no new letter". LineNetwork (line_network.h) runs the
// network.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "nn/layers.h"

namespace codau::recogniser {

inline constexpr std::uint16_t kSpaceClass = 0;  ///< the class of a space between words
// Limits of a model. The readers of model files reject larger models. Units: the numbers that one
// layer passes to the next. Height and pooling are the members of LineModel. Each limit is several
// times the value in Debian's models.
inline constexpr std::size_t kMaxClasses = 1U << 15U, kMaxUnits = 8192, kMaxLayers = 64;
inline constexpr std::size_t kMaxHeightPixels = 256, kMaxPoolingPixels = 16;

/// A network like those of Debian's Tesseract models vie, eng and script/Vietnamese. Its layers, in
/// order:
/// 1. Convolution of 3 × 3 pixels, with tanh.
/// 2. Max pooling of `pooling` × `pooling` pixels: a column of pools is a step.
/// 3. An LSTM down each column; only its last output is used.
/// 4. LSTMs along the line.
/// 5. Softmax.
struct LineModel {
  std::size_t height = 0;   ///< height that the image of a line must have, in pixels
  std::size_t pooling = 0;  ///< width of a step, in pixels
  /// Layer 1. Inputs are the 9 pixels, column by column from the left, each from the top.
  nn::QuantisedMatrix filter;
  nn::Lstm column;             ///< layer 3
  std::vector<nn::Lstm> line;  ///< the layers of item 4, in order
  nn::QuantisedMatrix output;  ///< layer 5: one output for each class
  std::size_t blank = 0;       ///< the class of the blank
  /// Seed of the random grey values that layer 1 sees beyond the border of the image.
  std::uint32_t noise_seed = 0;
  std::vector<std::string> texts;  ///< by class, UTF-8; empty for the blank and for unused classes
  /// Frequent words of the language in any order, UTF-8. Case matters: "kế" and "KẾ" are two words.
  std::vector<std::string> words;
};

}  // namespace codau::recogniser
