// recogniser/line_network.h — runs the network: from the image of a text line to the probabilities
// of letters. A step is a column of the output. It stands for pooling() pixels of the line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "recogniser/kernels.h"
#include "recogniser/line_model.h"

namespace codau::recogniser {

/// The image of a text line, scaled to the height of the network. Rows go from the top; 0 is black,
/// 255 white.
struct LineImage {
  std::size_t width = 0;
  std::vector<std::uint8_t> pixels;  ///< height × width
};

/// The output of a layer for a line: `units` numbers for each step.
template <class T>
struct Activations {
  std::size_t units = 0;  ///< numbers of a step
  std::vector<T> values;  ///< steps × units

  /// Returns the number of steps.
  [[nodiscard]] std::size_t steps() const { return units == 0 ? 0 : values.size() / units; }
  /// Returns the numbers of one step.
  [[nodiscard]] std::span<const T> at(std::size_t step) const {
    return std::span(values).subspan(step * units, units);
  }
};
using Features = Activations<std::int8_t>;  ///< of a layer before softmax, in ±127
/// Probabilities by class. In the result of LineNetwork::compute_probabilities(), each step sums to
/// one. The sum is less if a caller has excluded classes.
using Probabilities = Activations<float>;

/// Immutable; may be shared by threads. Law: the result for a line depends neither on the lines
/// that are read with it, nor on the processor.
class LineNetwork {
 public:
  /// Precondition: read_line_model() returned the model.
  explicit LineNetwork(const LineModel& model);

  /// Height of a line in pixels.
  [[nodiscard]] std::size_t height() const noexcept { return height_; }
  /// Pixels of one time step; a line has width / pooling() steps.
  [[nodiscard]] std::size_t pooling() const noexcept { return pooling_; }
  /// Number of classes, with the blank.
  [[nodiscard]] std::size_t classes() const noexcept { return classes_; }
  /// The class of "nothing new".
  [[nodiscard]] std::size_t blank() const noexcept { return blank_; }
  /// Texts by class, UTF-8; class kSpaceClass is a space between words.
  [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return texts_; }

  /// Returns the output of the last layer before softmax for each line. Several lines pass a layer
  /// together, which takes half the time of one by one. Precondition: images have height() rows.
  [[nodiscard]] std::vector<Features> compute_features(std::span<const LineImage> lines) const;
  /// Returns the probabilities of the classes, by step, from the features of a line.
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
