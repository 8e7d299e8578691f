#include "recogniser/line_network.h"

#include <algorithm>
#include <limits>
#include <random>

#include "recogniser/contrast.h"

namespace codau::recogniser {
namespace {

constexpr std::size_t kStepsPerBatch = 64;  ///< multiplied together, so that weights are read once
constexpr std::size_t kKernelSide = 3, kKernelPixels = kKernelSide * kKernelSide;

/// Noise around an image, as in the training of the network. One generator for each line.
class Noise {
 public:
  explicit Noise(std::uint32_t seed) : next_(seed) { next_(); }
  std::int8_t draw() {
    constexpr double kMaxAmplitude = 127, kGeneratorRange = 2147483647;
    const double value =
        kMaxAmplitude * 2.0 * static_cast<double>(next_()) / kGeneratorRange - kMaxAmplitude;
    return static_cast<std::int8_t>(
        value >= 0 ? value + 0.5 : -static_cast<double>(static_cast<int>(-value + 0.5)));
  }

 private:
  std::minstd_rand next_;
};

/// The 3 × 3 pixels around each pixel of row y, column by column.
class PatchReader {
 public:
  PatchReader(const std::vector<std::int8_t>& pixels, std::size_t width, std::uint32_t noise_seed)
      : pixels_(pixels), width_(width), height_(pixels.size() / width), noise_(noise_seed) {}

  /// Writes kKernelPixels numbers for each pixel. Call it for each y from 0 upwards, once.
  void write_row(std::size_t y, std::vector<std::int8_t>& to) {
    to.resize(width_ * kKernelPixels);
    std::int8_t* tap = to.data();
    for (std::size_t x = 0; x < width_; ++x) {
      for (std::size_t dx = 0; dx < kKernelSide; ++dx) {
        const bool is_inside = x + dx >= 1 && x + dx - 1 < width_;
        for (std::size_t dy = 0; dy < kKernelSide; ++dy) {
          const bool is_pixel = is_inside && y + dy >= 1 && y + dy - 1 < height_;
          *tap++ = is_pixel ? pixels_[(y + dy - 1) * width_ + x + dx - 1] : noise_.draw();
        }
      }
    }
  }

 private:
  const std::vector<std::int8_t>& pixels_;
  std::size_t width_, height_;
  Noise noise_;
};

}  // namespace

LineNetwork::LineNetwork(const LineModel& model)
    : height_(model.height),
      pooling_(model.pooling),
      classes_(model.output.outputs),
      blank_(model.blank),
      noise_seed_(model.noise_seed),
      filter_(nn::pack_matrices({&model.filter, 1})),
      column_(nn::pack_lstm(model.column)),
      output_(nn::pack_matrices({&model.output, 1})),
      texts_(model.texts) {
  for (const nn::Lstm& lstm : model.line) line_.push_back(nn::pack_lstm(lstm));
}

/// Convolution, max pooling and tanh. The maximum is taken of the sums, since tanh is increasing.
/// The units go from the top to the bottom of a column.
nn::Features LineNetwork::convolve_and_pool(const LineImage& line) const {
  const std::size_t steps = line.width / pooling_, rows = height_ / pooling_,
                    units = filter_.outputs;
  Features out{rows * units, std::vector<std::int8_t>(steps * rows * units)};
  if (steps == 0) return out;
  const std::vector<std::int8_t> pixels = normalise_contrast(line.pixels, line.width);
  PatchReader patches(pixels, line.width, noise_seed_);
  std::vector<std::int8_t> inputs;
  std::vector<std::int32_t> sums(line.width * units), most(steps * units);
  for (std::size_t y = 0; y < rows * pooling_; ++y) {
    patches.write_row(y, inputs);
    nn::multiply(filter_, inputs.data(), line.width, kKernelPixels, sums.data());
    if (y % pooling_ == 0) most.assign(most.size(), std::numeric_limits<std::int32_t>::min());
    for (std::size_t x = 0; x < steps * pooling_; ++x) {
      std::int32_t* into = most.data() + x / pooling_ * units;
      for (std::size_t i = 0; i < units; ++i) into[i] = std::max(into[i], sums[x * units + i]);
    }
    if (y % pooling_ != pooling_ - 1) continue;
    for (std::size_t step = 0; step < steps; ++step) {
      nn::apply_quantised_tanh(most.data() + step * units, filter_.scales.data(), units,
                               out.values.data() + (step * rows + y / pooling_) * units);
    }
  }
  return out;
}

std::vector<Features> LineNetwork::compute_features(std::span<const LineImage> lines) const {
  std::vector<Features> out;
  for (const LineImage& line : lines)
    out.push_back(nn::read_columns(column_, convolve_and_pool(line)));
  for (const nn::PackedLstm& layer : line_) out = nn::run_lstm(layer, out);
  return out;
}

Probabilities LineNetwork::compute_probabilities(const Features& features) const {
  Probabilities out{classes_, std::vector<float>(features.steps() * classes_)};
  std::vector<std::int8_t> inputs(kStepsPerBatch * features.units);
  std::vector<std::int32_t> sums(kStepsPerBatch * output_.outputs);
  std::vector<float> row(output_.outputs);
  for (std::size_t first = 0; first < features.steps(); first += kStepsPerBatch) {
    const std::size_t count = std::min(kStepsPerBatch, features.steps() - first);
    std::ranges::copy(
        std::span(features.values).subspan(first * features.units, count * features.units),
        inputs.data());
    nn::multiply(output_, inputs.data(), count, features.units, sums.data());
    for (std::size_t i = 0; i < count; ++i) {
      nn::softmax(sums.data() + i * output_.outputs, output_.scales.data(), classes_, row.data());
      std::copy_n(row.begin(), classes_,
                  out.values.begin() + static_cast<std::ptrdiff_t>((first + i) * classes_));
    }
  }
  return out;
}

}  // namespace codau::recogniser
