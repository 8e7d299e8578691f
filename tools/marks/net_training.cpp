#include "net_training.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

namespace codau::marks {
namespace {

using nn::FloatConvolution;
using nn::FloatMap;

/// As many numbers as one instruction takes.
using Eight = float __attribute__((vector_size(32), aligned(4), may_alias));
const Eight& eight_at(const float* values) { return *reinterpret_cast<const Eight*>(values); }
Eight& eight_at(float* values) { return *reinterpret_cast<Eight*>(values); }

/// `work` for 0, 1 … below `count`, on all threads.
template <class Work>
void each(std::size_t count, unsigned threads, const Work& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(run);
  run();
}

/// Slopes of the weights under one place of the square, added to `own`: for `Inputs` numbers in and
/// 8 out from `own` on.
template <int Inputs>
void add_tap(const FloatConvolution& layer, const FloatMap& in, const FloatMap& slope,
             std::int32_t r, std::int32_t c, std::int32_t i, std::int32_t o, float* own) {
  Eight sums[Inputs];
  for (int k = 0; k < Inputs; ++k) sums[k] = eight_at(own + std::ptrdiff_t{k} * layer.out);
  for (std::int32_t y = 0; y < slope.height; ++y) {
    const std::int32_t from_y = y * layer.stride - layer.reach() + r;
    if (from_y < 0 || from_y >= in.height) continue;
    for (std::int32_t x = 0; x < slope.width; ++x) {
      const std::int32_t from_x = x * layer.stride - layer.reach() + c;
      if (from_x < 0 || from_x >= in.width) continue;
      const float* v = in.at(from_x, from_y) + i;
      const Eight g = eight_at(slope.at(x, y) + o);
#pragma GCC unroll 8
      for (int k = 0; k < Inputs; ++k) sums[k] += v[k] * g;
    }
  }
  for (int k = 0; k < Inputs; ++k) eight_at(own + std::ptrdiff_t{k} * layer.out) = sums[k];
}

void add_weight_slopes(const FloatConvolution& layer, const FloatMap& in, const FloatMap& slope,
                       float* own) {
  for (std::int32_t r = 0; r < layer.kernel; ++r) {
    for (std::int32_t c = 0; c < layer.kernel; ++c) {
      for (std::int32_t i = 0; i < layer.in; i += 8) {
        for (std::int32_t o = 0; o < layer.out; o += 8) {
          float* tap = own + (std::ptrdiff_t{r * layer.kernel + c} * layer.in + i) * layer.out + o;
          if (layer.in == 1)
            add_tap<1>(layer, in, slope, r, c, i, o, tap);
          else
            add_tap<8>(layer, in, slope, r, c, i, o, tap);
        }
      }
    }
  }
  float* offsets = own + layer.weights() - layer.out;
  for (std::size_t k = 0; k < slope.values.size(); ++k)
    offsets[k % std::size_t(layer.out)] += slope.values[k];
}

/// The last layer: a square of one place, one number out.
FloatMap back_last(const FloatConvolution& layer, const float* weights, const FloatMap& in,
                   const FloatMap& slope, float* own) {
  FloatMap to = nn::make_float_map(in.width, in.height, in.depth);
  for (std::size_t p = 0; p < slope.values.size(); ++p) {
    const float g = slope.values[p];
    const float* v = in.values.data() + p * std::size_t(layer.in);
    float* d = to.values.data() + p * std::size_t(layer.in);
    for (std::int32_t i = 0; i < layer.in; ++i) {
      own[i] += v[i] * g;
      d[i] = weights[i] * g;
    }
    own[layer.in] += g;
  }
  return to;
}

/// The layer by which slopes go back over one: from its numbers out to those in, each place of the
/// square seen from the other end; strides are filled with zeros before.
FloatConvolution turned(const FloatConvolution& layer) {
  return {layer.kernel, 1, layer.out, layer.in, false, false};
}
std::vector<float> turned(const FloatConvolution& layer, const float* weights) {
  std::vector<float> out(turned(layer).weights());
  const std::int32_t taps = layer.kernel * layer.kernel;
  for (std::int32_t tap = 0; tap < taps; ++tap) {
    const float* from = weights + std::ptrdiff_t{tap} * layer.in * layer.out;
    float* to = out.data() + std::ptrdiff_t{taps - 1 - tap} * layer.in * layer.out;
    for (std::int32_t i = 0; i < layer.in; ++i) {
      for (std::int32_t o = 0; o < layer.out; ++o) to[o * layer.in + i] = from[i * layer.out + o];
    }
  }
  return out;
}

FloatMap spread(const FloatConvolution& layer, const FloatMap& slope, const FloatMap& in) {
  if (layer.stride == 1) return slope;
  FloatMap out = nn::make_float_map(in.width, in.height, slope.depth);
  for (std::int32_t y = 0; y < slope.height; ++y) {
    for (std::int32_t x = 0; x < slope.width; ++x)
      std::copy_n(slope.at(x, y), slope.depth, out.at(layer.stride * x, layer.stride * y));
  }
  return out;
}

}  // namespace

struct NetTraining::State {
  std::span<const FloatConvolution> layers;
  std::size_t lot;
  unsigned threads;
  std::vector<std::vector<float>> inks;  ///< by slot
  std::vector<float> weights;
  std::vector<std::vector<float>> turned_weights;  ///< by layer
  std::vector<std::vector<FloatMap>> fields;  ///< by sample of the lot: ink and what layers gave

  void back(const std::vector<FloatMap>& given, FloatMap slope, float* own) const;
};

NetTraining::NetTraining(std::span<const FloatConvolution> layers, std::size_t slots,
                         std::size_t lot, unsigned threads)
    : state_(std::make_unique<State>()) {
  state_->layers = layers;
  state_->lot = lot;
  state_->threads = threads;
  state_->inks.resize(slots);
  state_->fields.resize(lot);
}
NetTraining::~NetTraining() = default;

void NetTraining::put(std::size_t slot, const float* ink) {
  state_->inks[slot].assign(ink, ink + kInk);
}

void NetTraining::take(const std::vector<float>& weights) {
  state_->weights = weights;
  state_->turned_weights.clear();
  const float* at = weights.data();
  for (const FloatConvolution& layer : state_->layers) {
    state_->turned_weights.push_back(turned(layer, at));
    at += layer.weights();
  }
}

std::vector<float> NetTraining::forward(std::size_t first) {
  std::vector<float> out(state_->lot * kPlaces);
  each(state_->lot, state_->threads, [&](std::size_t n) {
    std::vector<FloatMap>& fields = state_->fields[n];
    fields.assign(1, {kWide, kHigh, 1, state_->inks[first + n]});
    const float* at = state_->weights.data();
    for (const FloatConvolution& layer : state_->layers) {
      const FloatMap* before = fields.size() > 1 ? &fields[fields.size() - 2] : nullptr;
      FloatMap next = nn::convolve(layer, {at, layer.weights()}, fields.back(), before);
      fields.push_back(std::move(next));
      at += layer.weights();
    }
    std::ranges::copy(fields.back().values, out.begin() + std::ptrdiff_t(n * kPlaces));
  });
  return out;
}

void NetTraining::State::back(const std::vector<FloatMap>& given, FloatMap slope,
                              float* own) const {
  std::size_t at = weights.size();
  FloatMap past;  // slope that goes past a layer
  for (std::size_t k = layers.size(); k-- > 0;) {
    const FloatConvolution& layer = layers[k];
    const FloatMap& in = given[k];
    at -= layer.weights();
    if (layer.out == 1) {
      slope = back_last(layer, weights.data() + at, in, slope, own + at);
      continue;
    }
    FloatMap next = layer.added ? slope : FloatMap{};
    if (layer.rectified) {
      for (std::size_t i = 0; i < slope.values.size(); ++i) {
        const float out = given[k + 1].values[i] - (layer.added ? given[k - 1].values[i] : 0);
        if (out <= 0) slope.values[i] = 0;
      }
    }
    add_weight_slopes(layer, in, slope, own + at);
    if (layer.in == 1) return;  // ink does not learn
    slope = nn::convolve(turned(layer), turned_weights[k], spread(layer, slope, in), nullptr);
    for (std::size_t i = 0; i < past.values.size(); ++i) slope.values[i] += past.values[i];
    past = std::move(next);
  }
}

std::vector<float> NetTraining::backward(std::span<const std::size_t> which,
                                         const std::vector<float>& slopes) {
  const std::size_t groups = (which.size() + kGroup - 1) / kGroup, count = state_->weights.size();
  std::vector<std::vector<float>> parts(groups);
  each(groups, state_->threads, [&](std::size_t group) {
    parts[group].resize(count);
    for (std::size_t n = group * kGroup; n < std::min(which.size(), (group + 1) * kGroup); ++n) {
      const auto from = slopes.begin() + std::ptrdiff_t(n * kPlaces);
      const FloatMap slope{kWide / image::kMarkStep, kHigh / image::kMarkStep, 1,
                           std::vector<float>(from, from + kPlaces)};
      state_->back(state_->fields[which[n]], slope, parts[group].data());
    }
  });
  std::vector<float> out(count);
  for (const std::vector<float>& part : parts) {
    for (std::size_t i = 0; i < count; ++i) out[i] += part[i];
  }
  return out;
}

}  // namespace codau::marks
