// recogniser/line_network.h — runs the network of a LineModel: from the image of a text line to the
// probabilities of classes at each step. A step is a strip of the line, pooling() pixels wide. A
// class is a letter, a sign, the space, or the blank, which means "no new letter" (line_model.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "recogniser/kernels.h"
#include "recogniser/line_model.h"

namespace codau::recogniser {

/// The image of a text line, scaled to LineNetwork::height(). 0 is black, 255 is white.
struct LineImage {
  std::size_t width = 0;             ///< in pixels
  std::vector<std::uint8_t> pixels;  ///< height × width, row by row from the top
};

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
/// The output of a layer before softmax: numbers in [-1, 1], stored as 127 times their value in a
/// signed byte.
using Features = Activations<std::int8_t>;
/// Probabilities by class. LineNetwork::compute_probabilities() returns a sum of one at each step.
/// Callers may exclude classes by setting their probabilities to 0; the sum is then less.
using Probabilities = Activations<float>;

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

  /// Returns the output of the last layer before softmax for each line, in the same order. One call
  /// with many lines takes half the time of a call for each. Precondition: images are height()
  /// pixels high.
  [[nodiscard]] std::vector<Features> compute_features(std::span<const LineImage> lines) const;
  /// Returns the probabilities of the classes at each step of a line, from its features.
  [[nodiscard]] Probabilities compute_probabilities(const Features& features) const;

 private:
  struct PackedLstm {
    std::size_t inputs = 0, states = 0;
    bool is_backwards = false;
    PackedMatrix gates;
  };
  [[nodiscard]] static PackedLstm pack_lstm(const Lstm& lstm);
  [[nodiscard]] Features convolve_and_pool(const LineImage& line) const;
  [[nodiscard]] Features summarise_columns(const Features& pooled) const;
  [[nodiscard]] static std::vector<Features> run_lstm(const PackedLstm& layer,
                                                      const std::vector<Features>& lines);

  std::size_t height_, pooling_, classes_, blank_;
  std::uint32_t noise_seed_;
  PackedMatrix filter_;
  PackedLstm column_;
  std::vector<PackedLstm> line_;
  PackedMatrix output_;
  std::vector<std::string> texts_;
};

}  // namespace codau::recogniser
