// A network of segment/rules/mark_net.h while it is trained: what its layers give for a lot of
// samples, and by which slopes its weights learn. All sums run in a fixed order: the same bits for
// any number of threads.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "segment/rules/mark_net.h"

namespace codau::marks {

inline constexpr std::int32_t kWide = 160, kHigh = 96;  ///< pixels of a sample at 100 dpi
inline constexpr std::size_t kInk = std::size_t{kWide} * kHigh;
inline constexpr std::size_t kPlaces = kInk / (image::kMarkStep * image::kMarkStep);
/// Slopes of so many samples are one sum, to which those of the next so many are added.
inline constexpr std::size_t kGroup = 4;

/// Samples wait in `slots` places.
class NetTraining {
 public:
  NetTraining(std::span<const nn::FloatConvolution> layers, std::size_t slots, std::size_t lot,
              unsigned threads);
  ~NetTraining();
  NetTraining(const NetTraining&) = delete;
  NetTraining& operator=(const NetTraining&) = delete;

  /// kInk numbers.
  void put(std::size_t slot, const float* ink);
  void take(const std::vector<float>& weights);
  /// Of the samples from `first` on, a lot: kPlaces numbers each.
  [[nodiscard]] std::vector<float> forward(std::size_t first);
  /// Slopes of the weights, added up over `which` of that lot (increasing); `slopes` are those of
  /// the outcome, kPlaces for each of `which`.
  [[nodiscard]] std::vector<float> backward(std::span<const std::size_t> which,
                                            const std::vector<float>& slopes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace codau::marks
