// recogniser/line_network.h — runs the network of a LineModel: from the image of a text line to the
// probabilities of classes at each step. A step is a strip of the line, pooling() pixels wide. A
// class is a letter, a sign, the space, or the blank, which means "no new letter" (line_model.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "nn/kernels.h"
#include "nn/layers.h"
#include "nn/lstm.h"
#include "recogniser/line_model.h"

namespace codau::recogniser {

/// The image of a text line, scaled to LineNetwork::height(). 0 is black, 255 is white.
struct LineImage {
  std::size_t width = 0;             ///< in pixels
  std::vector<std::uint8_t> pixels;  ///< height × width, row by row from the top
};

using nn::Features;
/// Probabilities of a line: for each step, one number for each class.
/// LineNetwork::compute_probabilities() returns a sum of one at each step. Callers may exclude
/// classes by setting their probabilities to 0; the sum is then less.
using nn::Probabilities;

/// The network, ready to run. Immutable; threads may share it. Law: the result for a line depends
/// neither on the lines that are read with it, nor on the processor.
class LineNetwork {
 public:
  /// Copies what it needs of `model`. Precondition: read_line_model() returned the model.
  explicit LineNetwork(const LineModel& model);

  /// Returns the height that lines must have, in pixels.
  [[nodiscard]] std::size_t height() const noexcept { return height_; }
  /// Returns the pixels of one step. A line has width / pooling() steps, rounded down.
  [[nodiscard]] std::size_t pooling() const noexcept { return pooling_; }
  /// Returns the number of classes, with the blank.
  [[nodiscard]] std::size_t classes() const noexcept { return classes_; }
  /// Returns the number of the class blank.
  [[nodiscard]] std::size_t blank() const noexcept { return blank_; }
  /// Returns the texts by class, UTF-8: " " for kSpaceClass, empty for the blank and unused
  /// classes.
  [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return texts_; }

  /// Returns the output of the last LSTM layer for each line, in the same order. It is the input of
  /// the output layer, which compute_probabilities() runs. One call with many lines takes half the
  /// time of a call for each. Precondition: images are height() pixels high.
  [[nodiscard]] std::vector<Features> compute_features(std::span<const LineImage> lines) const;
  /// Returns the probabilities of the classes at each step of a line. `features`: an element of the
  /// result of compute_features().
  [[nodiscard]] Probabilities compute_probabilities(const Features& features) const;

 private:
  [[nodiscard]] Features convolve_and_pool(const LineImage& line) const;

  std::size_t height_, pooling_, classes_, blank_;
  std::uint32_t noise_seed_;
  nn::PackedMatrix filter_;
  nn::PackedLstm column_;
  std::vector<nn::PackedLstm> line_;
  nn::PackedMatrix output_;
  std::vector<std::string> texts_;
};

}  // namespace codau::recogniser
