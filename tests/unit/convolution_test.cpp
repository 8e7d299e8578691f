#include "nn/convolution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>

#include "core/error.h"

namespace codau::nn {
namespace {

std::int32_t random_between(std::mt19937& random, std::int32_t low, std::int32_t high) {
  return low + static_cast<std::int32_t>(random() % static_cast<std::uint32_t>(high - low + 1));
}

ConvolutionWeights make_weights(std::mt19937& random, std::int32_t inputs, std::int32_t outputs,
                                std::int32_t size) {
  ConvolutionWeights out;
  out.inputs = inputs;
  out.outputs = outputs;
  out.size = size;
  // 2 × 3 × 42 is less than 258, the bound of a row of the kernel.
  for (std::int32_t i = 0; i < inputs * outputs * size * size; ++i)
    out.weights.push_back(static_cast<std::int8_t>(random_between(random, -42, 42)));
  for (std::int32_t i = 0; i < outputs; ++i) {
    out.biases.push_back(random_between(random, -20000, 20000));
    out.shifts.push_back(static_cast<std::uint8_t>(random_between(random, 7, 10)));
  }
  return out;
}

ByteMap make_map(std::mt19937& random, std::int32_t width, std::int32_t height,
                 std::int32_t channels, std::int32_t lowest) {
  ByteMap out(width, height, channels);
  for (std::int32_t c = 0; c < channels; ++c) {
    for (std::int32_t y = 0; y < height; ++y) {
      for (std::int32_t x = 0; x < width; ++x)
        out.set(c, x, y, static_cast<std::int8_t>(random_between(random, lowest, 127)));
    }
  }
  return out;
}

/// Computes one number by the definition.
std::int32_t expected(const ConvolutionWeights& layer, const ByteMap& in, std::int32_t o,
                      std::int32_t x, std::int32_t y) {
  std::int32_t sum = layer.biases[static_cast<std::size_t>(o)];
  std::size_t weight = static_cast<std::size_t>(o * layer.inputs * layer.size * layer.size);
  for (std::int32_t i = 0; i < layer.inputs; ++i) {
    for (std::int32_t ky = 0; ky < layer.size; ++ky) {
      for (std::int32_t kx = 0; kx < layer.size; ++kx, ++weight) {
        const std::int32_t at_x = x * layer.stride + (kx - layer.size / 2) * layer.dilation;
        const std::int32_t at_y = y * layer.stride + (ky - layer.size / 2) * layer.dilation;
        if (at_x < 0 || at_y < 0 || at_x >= in.width() || at_y >= in.height()) continue;
        sum += layer.weights[weight] * in.at(i, at_x, at_y);
      }
    }
  }
  return std::clamp(sum >> layer.shifts[static_cast<std::size_t>(o)], layer.is_rectified ? 0 : -127,
                    127);
}

void expect_right(const ConvolutionWeights& layer, const ByteMap& in) {
  const Convolution packed(layer);
  for (const ConvolutionCode code : available_convolution_codes()) {
    SCOPED_TRACE(name_convolution_code(code));
    const ByteMap out = convolve(code, packed, in);
    ASSERT_EQ(out.width(), (in.width() + layer.stride - 1) / layer.stride);
    ASSERT_EQ(out.height(), (in.height() + layer.stride - 1) / layer.stride);
    for (std::int32_t o = 0; o < layer.outputs; ++o) {
      for (std::int32_t y = 0; y < out.height(); ++y) {
        for (std::int32_t x = 0; x < out.width(); ++x)
          ASSERT_EQ(out.at(o, x, y), expected(layer, in, o, x, y)) << o << ' ' << x << ' ' << y;
      }
    }
    for (std::int32_t x = 0; x < ByteMap::kMargin; ++x)
      ASSERT_EQ(out.row(0, 0)[out.width() + x], 0);
  }
}

TEST(Convolution, AgreesWithTheDefinition) {
  std::mt19937 random(1);
  for (const std::int32_t width : {1, 16, 31, 50}) {
    for (const std::int32_t size : {1, 3}) {
      for (const bool is_rectified : {true, false}) {
        ConvolutionWeights layer = make_weights(random, 6, 13, size);
        layer.is_rectified = is_rectified;
        expect_right(layer, make_map(random, width, 9, 6, 0));
      }
    }
  }
}

TEST(Convolution, HasStridesAndDilations) {
  std::mt19937 random(2);
  ConvolutionWeights layer = make_weights(random, 8, 8, 3);
  for (const std::int32_t stride : {1, 2}) {
    for (const std::int32_t dilation : {1, 2, 4}) {
      layer.stride = stride;
      layer.dilation = dilation;
      expect_right(layer, make_map(random, 37, 11, 8, 0));
    }
  }
}

TEST(Convolution, HoldsTheLargestSums) {
  ConvolutionWeights layer;
  layer.inputs = 64;
  layer.outputs = 8;
  layer.weights.assign(64 * 8 * 9, 43);
  layer.biases.assign(8, 0);
  layer.shifts.assign(8, 15);
  ByteMap in(20, 3, 64);
  for (std::int32_t c = 0; c < 64; ++c) {
    for (std::int32_t x = 0; x < 60; ++x) in.set(c, x % 20, x / 20, 127);
  }
  expect_right(layer, in);
  std::ranges::fill(layer.weights, std::int8_t{-43});
  layer.is_rectified = false;
  expect_right(layer, in);
}

TEST(Convolution, RefusesWhatItCannotCompute) {
  std::mt19937 random(3);
  const ConvolutionWeights good = make_weights(random, 8, 8, 3);
  const auto expect_refused = [&good](const auto& spoil) {
    ConvolutionWeights layer = good;
    spoil(layer);
    EXPECT_THROW(Convolution{layer}, Error);
  };
  expect_refused([](ConvolutionWeights& layer) { layer.size = 2; });
  expect_refused([](ConvolutionWeights& layer) { layer.stride = 3; });
  expect_refused([](ConvolutionWeights& layer) { layer.dilation = ByteMap::kBorder + 1; });
  expect_refused([](ConvolutionWeights& layer) { layer.inputs = 0; });
  expect_refused([](ConvolutionWeights& layer) { layer.weights.pop_back(); });
  expect_refused([](ConvolutionWeights& layer) { layer.biases.pop_back(); });
  expect_refused([](ConvolutionWeights& layer) { layer.shifts[2] = 0; });
  expect_refused(
      [](ConvolutionWeights& layer) { std::ranges::fill(layer.weights, std::int8_t{-44}); });
}

TEST(AddAddend, BoundsEachByte) {
  std::mt19937 random(4);
  for (const std::int32_t scale : {1, 2}) {
    const ByteMap before = make_map(random, 22, 6, 8, 0);
    const ByteMap addend = make_map(random, 22 / scale, 6 / scale, 8, -127);
    ByteMap after = before;
    add_addend(after, addend, scale);
    for (std::int32_t c = 0; c < 8; ++c) {
      for (std::int32_t y = 0; y < 6; ++y) {
        for (std::int32_t x = 0; x < 22; ++x) {
          EXPECT_EQ(after.at(c, x, y),
                    std::clamp(before.at(c, x, y) + addend.at(c, x / scale, y / scale), 0, 127));
        }
      }
    }
  }
}

}  // namespace
}  // namespace codau::nn
