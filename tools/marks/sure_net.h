// A network of image/mark_net.h as it is trained: many numbers at once, with slopes. Widths of
// layers are multiples of eight but for one number at the end; one that works on each number keeps
// its width.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "image/mark_net.h"

namespace codau::marks {

class SureNet {
 public:
  explicit SureNet(std::span<const image::NetLayer> layers);
  /// What the last layer gives.
  const image::Field& forward(const image::Field& in, const std::vector<float>& weights);
  /// Adds to `slopes` those of the weights, by `slope` of what forward gave last.
  void backward(const std::vector<float>& weights, std::vector<float> slope,
                std::vector<float>& slopes);

 private:
  using Floats = std::vector<float>;
  void forward_each(std::size_t k, const float* weights);
  void gather(std::size_t k);
  Floats back_each(std::size_t k, const float* weights, const Floats& slope, float* own);
  Floats back_last(std::size_t k, const float* weights, const Floats& slope, float* own);
  Floats back_dense(std::size_t k, const float* weights, const Floats& slope, float* own);

  std::span<const image::NetLayer> layers_;
  std::vector<image::Field> fields_;  ///< what every layer was given, then the outcome
  std::vector<image::Field> padded_;  ///< of layers on each number: their input amid zeros
  std::vector<Floats> gathered_;      ///< of layers on squares: the squares, place by place
  Floats turned_, scratch_;
};

}  // namespace codau::marks
