// recogniser/line_network.h — runs the network: image of a text line → probabilities of letters by
// time step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "recogniser/kernels.h"
#include "recogniser/line_model.h"

namespace codau::recogniser {

/// The image of a text line, scaled to the height of the network: rows from the top, 0 black, 255
/// white.
struct LineImage {
  std::size_t width = 0;
  std::vector<std::uint8_t> pixels;  ///< height × width
};

/// The output of a layer for a line: a row of numbers for each time step.
template <class T>
struct Activations {
  std::size_t units = 0;
  std::vector<T> values;  ///< steps × units

  [[nodiscard]] std::size_t steps() const { return units == 0 ? 0 : values.size() / units; }
  [[nodiscard]] std::span<const T> at(std::size_t step) const {
    return std::span(values).subspan(step * units, units);
  }
};
using Features = Activations<std::int8_t>;  ///< of the last layer before softmax, in ±127
/// Probabilities by class. A row of LineNetwork::probabilities sums to one, or to less after
/// classes are excluded.
using Probabilities = Activations<float>;

/// Immutable; may be shared by threads. Law: the result for a line depends neither on the lines
/// that are read with it, nor on the processor.
class LineNetwork {
 public:
  /// Precondition: read_line_model returned the model.
  explicit LineNetwork(const LineModel& model);

  /// Height of a line in pixels.
  [[nodiscard]] std::size_t height() const noexcept { return height_; }
  /// Pixels of one time step; a line has width / pooling() steps.
  [[nodiscard]] std::size_t pooling() const noexcept { return pooling_; }
  [[nodiscard]] std::size_t classes() const noexcept { return classes_; }
  [[nodiscard]] std::size_t blank() const noexcept { return blank_; }
  /// Texts by class, UTF-8; class kSpaceClass is a space between words.
  [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return texts_; }

  /// Returns the features of each line. Reads lines side by side, which takes half the time of one
  /// by one.
  [[nodiscard]] std::vector<Features> compute_features(std::span<const LineImage> lines) const;
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
