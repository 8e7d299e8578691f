// codau_train_marks: trains the network of image/mark_net.h on pieces (tools/make_mark_finder calls
// it) and writes its weights as a table of C++. One thread; the same bytes for the same seed.
//
//   codau_train_marks TRAIN.pieces VALID.pieces ROUNDS OUT.inc
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "pieces.h"

namespace {

using codau::image::Field;
using codau::image::kMarkLayers;
using codau::image::NetLayer;
using codau::marks::Chance;
using codau::marks::Pieces;
using codau::marks::Sample;

constexpr std::size_t kLayers = std::size(kMarkLayers);

std::vector<float> first_weights(Chance& chance) {
  std::vector<float> out;
  for (const NetLayer& layer : kMarkLayers) {
    const float inputs = float(layer.kernel * layer.kernel * (layer.each ? 1 : layer.in));
    const float spread = std::sqrt((layer.rectified ? 2 : 1) / inputs) * (layer.added ? 0.5F : 1);
    for (std::size_t i = 0; i < layer.weights(); ++i)
      out.push_back(i + std::size_t(layer.out) < layer.weights() ? spread * chance.normal() : 0);
  }
  out.back() = -4;
  return out;
}

/// What every layer gave; fields[0] is the input.
std::array<Field, kLayers + 1> forward(const Field& ink, const std::vector<float>& weights) {
  std::array<Field, kLayers + 1> fields;
  fields[0] = ink;
  std::size_t at = 0;
  for (std::size_t k = 0; k < kLayers; ++k) {
    const NetLayer& layer = kMarkLayers[k];
    fields[k + 1] = codau::image::layer_of(layer, {weights.data() + at, layer.weights()}, fields[k],
                                           k > 0 ? &fields[k - 1] : nullptr);
    at += layer.weights();
  }
  return fields;
}

/// Slopes of the weights of one layer and of its input, by those of its outcome.
void back(const NetLayer& layer, const float* weights, const Field& in, const Field& slope,
          float* own, Field& to) {
  const std::int32_t reach = (layer.kernel - layer.stride + 1) / 2;
  float* offsets = own + layer.weights() - layer.out;
  for (std::int32_t y = 0; y < slope.height; ++y) {
    for (std::int32_t x = 0; x < slope.width; ++x) {
      const float* g = slope.at(x, y);
      if (std::all_of(g, g + layer.out, [](float one) { return one == 0; })) continue;
      for (std::int32_t o = 0; o < layer.out; ++o) offsets[o] += g[o];
      for (std::int32_t r = 0; r < layer.kernel; ++r) {
        const std::int32_t from_y = y * layer.stride - reach + r;
        if (from_y < 0 || from_y >= in.height) continue;
        for (std::int32_t c = 0; c < layer.kernel; ++c) {
          const std::int32_t from_x = x * layer.stride - reach + c;
          if (from_x < 0 || from_x >= in.width) continue;
          const float* v = in.at(from_x, from_y);
          float* d = to.values.data() + (std::size_t(from_y) * to.width + from_x) * to.depth;
          const std::size_t tap =
              std::size_t(r * layer.kernel + c) * (layer.each ? 1 : layer.in) * layer.out;
          if (layer.each) {
            for (std::int32_t o = 0; o < layer.out; ++o) {
              own[tap + o] += v[o] * g[o];
              d[o] += weights[tap + o] * g[o];
            }
            continue;
          }
          for (std::int32_t i = 0; i < layer.in; ++i) {
            const float value = v[i], *w = weights + tap + std::size_t(i) * layer.out;
            float *s = own + tap + std::size_t(i) * layer.out, sum = 0;
            for (std::int32_t o = 0; o < layer.out; ++o) {
              s[o] += value * g[o];
              sum += w[o] * g[o];
            }
            d[i] += sum;
          }
        }
      }
    }
  }
}

void backward(const std::array<Field, kLayers + 1>& fields, const std::vector<float>& weights,
              Field slope, std::vector<float>& slopes) {
  std::size_t at = weights.size();
  Field skipped;  // slope that goes past two layers
  for (std::size_t k = kLayers; k-- > 0;) {
    const NetLayer& layer = kMarkLayers[k];
    at -= layer.weights();
    Field past;
    if (layer.added) past = slope;
    if (layer.rectified) {
      for (std::size_t i = 0; i < slope.values.size(); ++i) {
        const float given = fields[k + 1].values[i] - (layer.added ? fields[k - 1].values[i] : 0);
        if (given <= 0) slope.values[i] = 0;
      }
    }
    Field to = fields[k];
    std::ranges::fill(to.values, 0.0F);
    back(layer, weights.data() + at, fields[k], slope, slopes.data() + at, to);
    if (!skipped.values.empty()) {
      for (std::size_t i = 0; i < to.values.size(); ++i) to.values[i] += skipped.values[i];
      skipped = {};
    }
    if (layer.added) skipped = std::move(past);
    slope = std::move(to);
  }
}

float most_of(const Field& field) { return *std::ranges::max_element(field.values); }

/// The slope of the loss by place; wrongly found places weigh more the surer they are.
Field slope_of(const Field& found, const Sample& sample) {
  Field out = found;
  std::size_t positive = std::size_t(std::ranges::count(sample.truth, 1));
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    const float odds = 1 / (1 + std::exp(-found.values[i]));
    const int truth = sample.truth[i];
    out.values[i] = truth < 0       ? 0
                    : truth == 1    ? (odds - 1) * 3 / float(positive)
                    : odds < 0.004F ? 0  // known well
                                    : odds * (odds > 0.3F ? 1.0F : 0.5F);
  }
  return out;
}

struct Adam {
  std::vector<float> mean, square;
  void step(std::vector<float>& weights, std::vector<float>& slopes, float rate,
            std::int64_t round) {
    const float m = 1 - std::pow(0.9F, float(round)), s = 1 - std::pow(0.995F, float(round));
    for (std::size_t i = 0; i < weights.size(); ++i) {
      mean[i] = 0.9F * mean[i] + 0.1F * slopes[i];
      square[i] = 0.995F * square[i] + 0.005F * slopes[i] * slopes[i];
      weights[i] -= rate * (mean[i] / m / (std::sqrt(square[i] / s) + 1e-6F) + 1e-3F * weights[i]);
      slopes[i] = 0;
    }
  }
};

/// Shares of marks found at the odds that 0, 1 and 4 in a thousand of the others reach.
void validate(const Pieces& pieces, const std::vector<float>& weights, std::int64_t round,
              int count) {
  Chance chance(977);
  std::vector<float> marks, others;
  for (int k = 0; k < count; ++k) {
    const bool marked = k % 4 == 0;
    const Sample sample = codau::marks::sample_of(pieces, marked, chance);
    (marked ? marks : others).push_back(most_of(codau::image::marks_in(sample.ink, weights)));
  }
  std::ranges::sort(others, std::greater());
  std::fprintf(stderr, "round %lld:", static_cast<long long>(round));
  for (const std::size_t wrong :
       {std::size_t{0}, others.size() / 1000, others.size() / 250, others.size() / 50}) {
    const auto found = std::ranges::count_if(marks, [&](float one) { return one > others[wrong]; });
    std::fprintf(stderr, "  %.1f%% (%zu wrong, odds > %.2f)",
                 100.0 * double(found) / double(marks.size()), wrong, double(others[wrong]));
  }
  std::fprintf(stderr, "\n");
}

void train(const Pieces& pieces, const Pieces& valid, std::int64_t rounds,
           std::vector<float>& weights, const std::string& name);

/// 16 bits each with a step a layer, so that the table is small.
void write(const std::vector<float>& weights, const std::string& name) {
  std::FILE* out = std::fopen(name.c_str(), "w");
  if (out == nullptr) throw std::runtime_error("cannot write " + name);
  std::fputs("// Made by tools/make_mark_finder; do not edit.\n", out);
  std::size_t at = 0;
  std::string steps;
  std::fputs("constexpr std::int16_t kMarkNumbers[] = {\n", out);
  for (const NetLayer& layer : kMarkLayers) {
    float most = 1e-6F;
    for (std::size_t i = 0; i < layer.weights(); ++i)
      most = std::max(most, std::abs(weights[at + i]));
    char text[32];
    std::snprintf(text, sizeof text, "%aF, ", double(most / 32767));
    steps += text;
    for (std::size_t i = 0; i < layer.weights(); ++i)
      std::fprintf(out, "%ld,%s", std::lround(weights[at + i] / most * 32767),
                   (at + i) % 18 == 17 ? "\n" : "");
    at += layer.weights();
  }
  std::fprintf(out, "};\nconstexpr float kMarkSteps[] = {%s};\n", steps.c_str());
  std::fclose(out);
}

void train(const Pieces& pieces, const Pieces& valid, std::int64_t rounds,
           std::vector<float>& weights, const std::string& name) {
  constexpr int kBatch = 16, kMarked = 7;
  Adam adam{std::vector<float>(weights.size()), std::vector<float>(weights.size())};
  std::vector<float> slopes(weights.size());
  Chance chance(3);
  double loss = 0;
  std::int64_t learnt = 0;
  for (std::int64_t round = 1; round <= rounds; ++round) {
    for (int k = 0; k < kBatch; ++k) {
      const Sample sample = codau::marks::sample_of(pieces, k < kMarked, chance);
      const auto fields = forward(sample.ink, weights);
      const float most = most_of(fields.back());
      if (!sample.marked && most < -4 && round > 100) continue;  // known well
      Field slope = slope_of(fields.back(), sample);
      for (float& value : slope.values) {
        loss += std::abs(value);
        value /= kBatch;
      }
      ++learnt;
      backward(fields, weights, std::move(slope), slopes);
    }
    const double part = double(round) / double(rounds);
    const float rate =
        3e-3F * std::min(1.0F, round / 100.0F) * float(0.5 * (1 + std::cos(part * 3.14159))) +
        2e-5F;
    adam.step(weights, slopes, rate, round);
    if (round % 200 == 0) {
      std::fprintf(stderr, "%lld loss %.3f learnt %lld\n", static_cast<long long>(round),
                   loss / (200 * kBatch), static_cast<long long>(learnt));
      loss = 0;
    }
    if (round % 1000 == 0) {
      validate(valid, weights, round, 2000);
      write(weights, name);
    }
  }
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 5)
    throw std::runtime_error("usage: codau_train_marks TRAIN.pieces VALID.pieces ROUNDS OUT.inc");
  const Pieces pieces = codau::marks::read_pieces(argv[1]),
               valid = codau::marks::read_pieces(argv[2]);
  Chance chance(1);
  std::vector<float> weights = first_weights(chance);
  train(pieces, valid, std::atoll(argv[3]), weights, argv[4]);
  validate(valid, weights, std::atoll(argv[3]), 8000);
  write(weights, argv[4]);
  return 0;
} catch (const std::exception& fault) {
  std::cerr << fault.what() << '\n';
  return 1;
}
