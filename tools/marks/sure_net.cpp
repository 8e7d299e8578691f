#include "sure_net.h"

#include <algorithm>
#include <cstring>

namespace codau::marks {
namespace {

using image::Field;
using image::NetLayer;

using Eight = float __attribute__((vector_size(32), aligned(4), may_alias));
Eight load(const float* from) { return *reinterpret_cast<const Eight*>(from); }
void store(float* to, Eight value) { *reinterpret_cast<Eight*>(to) = value; }

/// out[places][wide] = offsets + in[places][deep] · weights[deep][wide]; no offsets: none.
void multiply(int places, int deep, int wide, const float* in, const float* weights,
              const float* offsets, float* out) {
  for (int o = 0; o < wide; o += 16) {
    const int n = std::min(16, wide - o);
    int p = 0;
    for (; n == 16 && p + 4 <= places; p += 4) {
      Eight sums[4][2];
      for (auto& sum : sums)
        for (int h = 0; h < 2; ++h)
          sum[h] = offsets != nullptr ? load(offsets + o + 8 * h) : Eight{};
      const float *w = weights + o, *x = in + long(p) * deep;
      for (int i = 0; i < deep; ++i, w += wide) {
        const Eight low = load(w), high = load(w + 8);
        for (int q = 0; q < 4; ++q) {
          const float by = x[q * deep + i];
          sums[q][0] += by * low;
          sums[q][1] += by * high;
        }
      }
      for (int q = 0; q < 4; ++q)
        for (int h = 0; h < 2; ++h) store(out + long(p + q) * wide + o + 8 * h, sums[q][h]);
    }
    for (; p < places; ++p) {
      for (int h = 0; h < n; h += 8) {
        Eight sum = offsets != nullptr ? load(offsets + o + h) : Eight{};
        for (int i = 0; i < deep; ++i)
          sum += in[long(p) * deep + i] * load(weights + long(i) * wide + o + h);
        store(out + long(p) * wide + o + h, sum);
      }
    }
  }
}

/// out[deep][wide] += in[places][deep], turned, · slope[places][wide].
void add_products(int places, int deep, int wide, const float* in, const float* slope, float* out) {
  for (int o = 0; o + 8 <= wide; o += 16) {
    const bool two = o + 16 <= wide;
    for (int i = 0; i < deep; i += 4) {
      const int n = std::min(4, deep - i);
      Eight sums[4][2] = {};
      for (int p = 0; p < places; ++p) {
        const Eight low = load(slope + long(p) * wide + o);
        const Eight high = two ? load(slope + long(p) * wide + o + 8) : Eight{};
        const float* x = in + long(p) * deep + i;
        for (int q = 0; q < n; ++q) {
          sums[q][0] += x[q] * low;
          sums[q][1] += x[q] * high;
        }
      }
      for (int q = 0; q < n; ++q) {
        float* to = out + long(i + q) * wide + o;
        store(to, load(to) + sums[q][0]);
        if (two) store(to + 8, load(to + 8) + sums[q][1]);
      }
    }
  }
}

int reach_of(const NetLayer& layer) { return (layer.kernel - layer.stride + 1) / 2; }

/// Calls `take(number of the tap, number of the first value in `in`)` for each tap inside.
template <typename Take>
void for_taps(const NetLayer& layer, const Field& in, int x, int y, Take take) {
  for (int r = 0; r < layer.kernel; ++r) {
    const int from_y = y * layer.stride - reach_of(layer) + r;
    if (from_y < 0 || from_y >= in.height) continue;
    for (int c = 0; c < layer.kernel; ++c) {
      const int from_x = x * layer.stride - reach_of(layer) + c;
      if (from_x >= 0 && from_x < in.width) take(r * layer.kernel + c, in.offset(from_x, from_y));
    }
  }
}

/// Calls `take(row of `padded` from its own, of `in`, how many numbers)` for each row of both.
template <typename Take>
void for_rows(const NetLayer& layer, const Field& in, const Field& padded, Take take) {
  const int reach = reach_of(layer);
  for (int y = 0; y < in.height && y + reach < padded.height; ++y)
    take(padded.offset(reach, y + reach), in.offset(0, y),
         std::size_t(in.depth) * std::size_t(std::min(in.width, padded.width - reach)));
}

}  // namespace

SureNet::SureNet(std::span<const NetLayer> layers)
    : layers_(layers),
      fields_(layers.size() + 1),
      padded_(layers.size()),
      gathered_(layers.size()) {}

void SureNet::forward_each(std::size_t k, const float* weights) {
  const NetLayer& layer = layers_[k];
  const Field& in = fields_[k];
  Field &out = fields_[k + 1], &padded = padded_[k];
  padded = image::field_of((out.width - 1) * layer.stride + layer.kernel,
                           (out.height - 1) * layer.stride + layer.kernel, in.depth);
  for_rows(layer, in, padded, [&](auto to, auto from, std::size_t count) {
    std::memcpy(padded.values.data() + to, in.values.data() + from, count * sizeof(float));
  });
  const float* offsets = weights + layer.weights() - layer.out;
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      for (int o = 0; o < layer.out; o += 8) {
        Eight sum = load(offsets + o);
        for (int r = 0; r < layer.kernel; ++r)
          for (int c = 0; c < layer.kernel; ++c)
            sum += load(weights + (r * layer.kernel + c) * layer.out + o) *
                   load(padded.at(x * layer.stride + c, y * layer.stride + r) + o);
        store(out.at(x, y) + o, sum);
      }
    }
  }
}

/// What each place of the outcome is made of, one after the other.
void SureNet::gather(std::size_t k) {
  const NetLayer& layer = layers_[k];
  const Field &in = fields_[k], &out = fields_[k + 1];
  const std::size_t each = std::size_t(layer.kernel * layer.kernel * in.depth);
  gathered_[k].assign(each * std::size_t(out.width) * out.height, 0);
  float* to = gathered_[k].data();
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x, to += each)
      for_taps(layer, in, x, y, [&](int tap, std::ptrdiff_t from) {
        std::memcpy(to + tap * in.depth, in.values.data() + from, sizeof(float) * in.depth);
      });
  }
}

const Field& SureNet::forward(const Field& in, const std::vector<float>& weights) {
  fields_[0] = in;
  const float* w = weights.data();
  for (std::size_t k = 0; k < layers_.size(); ++k) {
    const NetLayer& layer = layers_[k];
    const Field& from = fields_[k];
    Field& to = fields_[k + 1];
    const auto places = [&layer](int size) { return (size + layer.stride - 1) / layer.stride; };
    to = image::field_of(places(from.width), places(from.height), layer.out);
    const int count = to.width * to.height;
    const float* offsets = w + layer.weights() - layer.out;
    if (layer.each) {
      forward_each(k, w);
    } else if (layer.out == 1) {
      for (int p = 0; p < count; ++p) {
        float sum = offsets[0];
        for (int i = 0; i < layer.in; ++i) sum += from.values[std::size_t(p * layer.in + i)] * w[i];
        to.values[std::size_t(p)] = sum;
      }
    } else {
      if (layer.kernel > 1) gather(k);
      multiply(count, layer.kernel * layer.kernel * layer.in, layer.out,
               layer.kernel > 1 ? gathered_[k].data() : from.values.data(), w, offsets,
               to.values.data());
    }
    for (std::size_t i = 0; i < to.values.size(); ++i) {
      if (layer.rectified) to.values[i] = std::max(to.values[i], 0.0F);
      if (layer.added) to.values[i] += fields_[k - 1].values[i];
    }
    w += layer.weights();
  }
  return fields_.back();
}

SureNet::Floats SureNet::back_each(std::size_t k, const float* weights, const Floats& slope,
                                   float* own) {
  const NetLayer& layer = layers_[k];
  const Field &in = fields_[k], &out = fields_[k + 1], &padded = padded_[k];
  scratch_.assign(padded.values.size(), 0);
  const float* g = slope.data();
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x, g += layer.out) {
      for (int r = 0; r < layer.kernel; ++r) {
        for (int c = 0; c < layer.kernel; ++c) {
          const auto at = padded.offset(x * layer.stride + c, y * layer.stride + r);
          const int tap = (r * layer.kernel + c) * layer.out;
          for (int o = 0; o < layer.out; o += 8) {
            const Eight by = load(g + o);
            store(own + tap + o, load(own + tap + o) + by * load(padded.values.data() + at + o));
            float* to = scratch_.data() + at + o;
            store(to, load(to) + by * load(weights + tap + o));
          }
        }
      }
    }
  }
  Floats back(in.values.size());
  for_rows(layer, in, padded, [&](auto from, auto to, std::size_t count) {
    std::memcpy(back.data() + to, scratch_.data() + from, count * sizeof(float));
  });
  return back;
}

/// Of a layer of one number.
SureNet::Floats SureNet::back_last(std::size_t k, const float* weights, const Floats& slope,
                                   float* own) {
  const Field& in = fields_[k];
  Floats back(in.values.size());
  for (std::size_t p = 0; p < slope.size(); ++p) {
    if (slope[p] == 0) continue;
    for (int i = 0; i < in.depth; ++i) {
      own[i] += in.values[p * in.depth + i] * slope[p];
      back[p * in.depth + i] = weights[i] * slope[p];
    }
  }
  return back;
}

SureNet::Floats SureNet::back_dense(std::size_t k, const float* weights, const Floats& slope,
                                    float* own) {
  const NetLayer& layer = layers_[k];
  const Field &in = fields_[k], &out = fields_[k + 1];
  const bool square = layer.kernel > 1;
  const int deep = layer.kernel * layer.kernel * layer.in, places = out.width * out.height;
  add_products(places, deep, layer.out, square ? gathered_[k].data() : in.values.data(),
               slope.data(), own);
  if (k == 0) return {};
  turned_.resize(std::size_t(deep) * layer.out);
  for (int i = 0; i < deep; ++i)
    for (int o = 0; o < layer.out; ++o)
      turned_[std::size_t(o) * deep + i] = weights[std::size_t(i) * layer.out + o];
  Floats back(square ? std::size_t(places) * deep : in.values.size());
  multiply(places, layer.out, deep, slope.data(), turned_.data(), nullptr, back.data());
  if (!square) return back;
  Floats out_of(in.values.size());
  const float* from = back.data();
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x, from += deep)
      for_taps(layer, in, x, y, [&](int tap, std::ptrdiff_t to) {
        for (int i = 0; i < in.depth; ++i) out_of[to + i] += from[tap * in.depth + i];
      });
  }
  return out_of;
}

void SureNet::backward(const std::vector<float>& weights, Floats slope, Floats& slopes) {
  std::size_t at = weights.size();
  Floats skipped;  // slope that goes past two layers
  for (std::size_t k = layers_.size(); k-- > 0;) {
    const NetLayer& layer = layers_[k];
    at -= layer.weights();
    Floats past;
    if (layer.added) past = slope;
    for (std::size_t i = 0; layer.rectified && i < slope.size(); ++i) {
      const float given = fields_[k + 1].values[i] - (layer.added ? fields_[k - 1].values[i] : 0);
      if (given <= 0) slope[i] = 0;
    }
    const float* w = weights.data() + at;
    float *own = slopes.data() + at, *offsets = own + layer.weights() - layer.out;
    for (std::size_t i = 0; i < slope.size(); ++i) offsets[i % std::size_t(layer.out)] += slope[i];
    slope = layer.each       ? back_each(k, w, slope, own)
            : layer.out == 1 ? back_last(k, w, slope, own)
                             : back_dense(k, w, slope, own);
    for (std::size_t i = 0; i < skipped.size(); ++i) slope[i] += skipped[i];
    skipped = std::move(past);
  }
}

}  // namespace codau::marks
