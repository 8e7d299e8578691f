#include "recogniser/line_network.h"

#include <algorithm>
#include <limits>
#include <random>

#include "recogniser/contrast.h"

namespace codau::recogniser {
namespace {

/// Columns of a line, and lines of a page, that pass a layer together, so that the weights are read
/// once. 16 rows of 512 units and their gates fit into the L2 cache.
constexpr std::size_t kColumnsPerBatch = 64, kLinesPerBatch = 16, kStepsPerBatch = 64;
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

LineNetwork::PackedLstm LineNetwork::pack_lstm(const Lstm& lstm) {
  return {lstm.inputs, lstm.states, lstm.is_backwards, pack_matrices(lstm.gates)};
}

LineNetwork::LineNetwork(const LineModel& model)
    : height_(model.height),
      pooling_(model.pooling),
      classes_(model.output.outputs),
      blank_(model.blank),
      noise_seed_(model.noise_seed),
      filter_(pack_matrices({&model.filter, 1})),
      column_(pack_lstm(model.column)),
      output_(pack_matrices({&model.output, 1})),
      texts_(model.texts) {
  for (const Lstm& lstm : model.line) line_.push_back(pack_lstm(lstm));
}

/// Convolution, max pooling and tanh. The maximum is taken of the sums, since tanh is increasing.
/// The units go from the top to the bottom of a column.
Features LineNetwork::convolve_and_pool(const LineImage& line) const {
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
    multiply(filter_, inputs.data(), line.width, kKernelPixels, sums.data());
    if (y % pooling_ == 0) most.assign(most.size(), std::numeric_limits<std::int32_t>::min());
    for (std::size_t x = 0; x < steps * pooling_; ++x) {
      std::int32_t* into = most.data() + x / pooling_ * units;
      for (std::size_t i = 0; i < units; ++i) into[i] = std::max(into[i], sums[x * units + i]);
    }
    if (y % pooling_ != pooling_ - 1) continue;
    for (std::size_t step = 0; step < steps; ++step) {
      apply_quantised_tanh(most.data() + step * units, filter_.scales.data(), units,
                           out.values.data() + (step * rows + y / pooling_) * units);
    }
  }
  return out;
}

/// Reads each column from top to bottom; keeps the output at the bottom.
Features LineNetwork::summarise_columns(const Features& pooled) const {
  const std::size_t inputs = column_.inputs, states = column_.states, width = inputs + states;
  const std::size_t rows = pooled.units / inputs;
  Features out{states, std::vector<std::int8_t>(pooled.steps() * states)};
  std::vector<std::int8_t> row(kColumnsPerBatch * width);
  std::vector<std::int32_t> sums(kColumnsPerBatch * column_.gates.outputs);
  std::vector<float> state(kColumnsPerBatch * states);
  for (std::size_t first = 0; first < pooled.steps(); first += kColumnsPerBatch) {
    const std::size_t count = std::min(kColumnsPerBatch, pooled.steps() - first);
    std::ranges::fill(row, std::int8_t{0});
    std::ranges::fill(state, 0.0F);
    for (std::size_t y = 0; y < rows; ++y) {
      for (std::size_t i = 0; i < count; ++i)
        std::ranges::copy(pooled.at(first + i).subspan(y * inputs, inputs), row.data() + i * width);
      multiply(column_.gates, row.data(), count, width, sums.data());
      for (std::size_t i = 0; i < count; ++i) {
        std::int8_t* said = out.values.data() + (first + i) * states;
        step_lstm(sums.data() + i * column_.gates.outputs, column_.gates.scales.data(), states,
                  state.data() + i * states, said);
        std::copy_n(said, states, row.data() + i * width + inputs);
      }
    }
  }
  return out;
}

/// Reads lines side by side. When a line ends, the next line takes its slot.
std::vector<Features> LineNetwork::run_lstm(const PackedLstm& layer,
                                            const std::vector<Features>& lines) {
  const std::size_t width = layer.inputs + layer.states;
  struct Slot {
    std::size_t line = 0, step = 0;
  };
  std::vector<Slot> slots;
  std::vector<std::int8_t> row(kLinesPerBatch * width);
  std::vector<std::int32_t> sums(kLinesPerBatch * layer.gates.outputs);
  std::vector<float> state(kLinesPerBatch * layer.states);
  std::vector<Features> out(lines.size());
  std::size_t next = 0;
  const auto start = [&](std::size_t place) {
    while (next < lines.size() && lines[next].steps() == 0) out[next++].units = layer.states;
    if (next == lines.size()) return false;
    out[next] = {layer.states, std::vector<std::int8_t>(lines[next].steps() * layer.states)};
    slots[place] = {next++, 0};
    std::fill_n(row.begin() + static_cast<std::ptrdiff_t>(place * width), width, std::int8_t{0});
    std::fill_n(state.begin() + static_cast<std::ptrdiff_t>(place * layer.states), layer.states,
                0.0F);
    return true;
  };
  for (std::size_t place = 0; place < kLinesPerBatch; ++place) {
    slots.emplace_back();
    if (!start(place)) slots.pop_back();
  }
  while (!slots.empty()) {
    const auto at = [&](const Slot& slot) {
      return layer.is_backwards ? lines[slot.line].steps() - 1 - slot.step : slot.step;
    };
    for (std::size_t i = 0; i < slots.size(); ++i)
      std::ranges::copy(lines[slots[i].line].at(at(slots[i])), row.data() + i * width);
    multiply(layer.gates, row.data(), slots.size(), width, sums.data());
    for (std::size_t i = 0; i < slots.size(); ++i) {
      Slot& slot = slots[i];
      std::int8_t* said = out[slot.line].values.data() + at(slot) * layer.states;
      step_lstm(sums.data() + i * layer.gates.outputs, layer.gates.scales.data(), layer.states,
                state.data() + i * layer.states, said);
      std::copy_n(said, layer.states, row.data() + i * width + layer.inputs);
      ++slot.step;
    }
    for (std::size_t i = 0; i < slots.size();) {
      if (slots[i].step < lines[slots[i].line].steps() || start(i)) {
        ++i;
        continue;
      }
      // No line waits: the last slot moves here.
      const std::size_t last = slots.size() - 1;
      slots[i] = slots[last];
      std::copy_n(row.data() + last * width, width, row.data() + i * width);
      std::copy_n(state.data() + last * layer.states, layer.states,
                  state.data() + i * layer.states);
      slots.pop_back();
    }
  }
  return out;
}

std::vector<Features> LineNetwork::compute_features(std::span<const LineImage> lines) const {
  std::vector<Features> out;
  for (const LineImage& line : lines) out.push_back(summarise_columns(convolve_and_pool(line)));
  for (const PackedLstm& layer : line_) out = run_lstm(layer, out);
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
    multiply(output_, inputs.data(), count, features.units, sums.data());
    for (std::size_t i = 0; i < count; ++i) {
      softmax(sums.data() + i * output_.outputs, output_.scales.data(), classes_, row.data());
      std::copy_n(row.begin(), classes_,
                  out.values.begin() + static_cast<std::ptrdiff_t>((first + i) * classes_));
    }
  }
  return out;
}

}  // namespace codau::recogniser
