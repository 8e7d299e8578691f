// recogniser/network.h — a line of print → probabilities of its letters, step by step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "recogniser/kernels.h"
#include "recogniser/model.h"

namespace codau::recogniser {

/// A line of print, scaled to the height that the network reads: rows from the top, 0 black, 255
/// white.
struct LineImage {
  std::size_t width = 0;
  std::vector<std::uint8_t> pixels;  ///< height × width
};

/// What a layer says of a line: for each step of time a row of numbers.
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
/// By class. A row of Network::probabilities sums to one; whoever rules classes out leaves less.
using Probabilities = Activations<float>;

/// Immutable; may be shared by threads. Law: what is said of a line does not depend on the lines
/// that are read with it, nor on the processor.
class Network {
 public:
  /// Precondition: a model of read_model.
  explicit Network(const Model& model);

  /// Pixels of a line.
  [[nodiscard]] std::size_t height() const noexcept { return height_; }
  /// Pixels that one step of time stands for; a line has width / pooling() steps.
  [[nodiscard]] std::size_t pooling() const noexcept { return pooling_; }
  [[nodiscard]] std::size_t classes() const noexcept { return classes_; }
  [[nodiscard]] std::size_t blank() const noexcept { return blank_; }
  /// By class, UTF-8; class kSpace is a space between words.
  [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return texts_; }

  /// Of each line; lines are read side by side, which takes half the time of one after the other.
  [[nodiscard]] std::vector<Features> features(std::span<const LineImage> lines) const;
  [[nodiscard]] Probabilities probabilities(const Features& features) const;

 private:
  struct Layer {
    std::size_t inputs = 0, states = 0;
    bool is_backwards = false;
    PackedMatrix gates;
  };
  [[nodiscard]] static Layer packed_layer(const Lstm& lstm);
  [[nodiscard]] Features pooled(const LineImage& line) const;
  [[nodiscard]] Features columns(const Features& pooled) const;
  [[nodiscard]] static std::vector<Features> read_along(const Layer& layer,
                                                        const std::vector<Features>& lines);

  std::size_t height_, pooling_, classes_, blank_;
  std::uint32_t noise_seed_;
  PackedMatrix filter_;
  Layer column_;
  std::vector<Layer> line_;
  PackedMatrix output_;
  std::vector<std::string> texts_;
};

}  // namespace codau::recogniser
