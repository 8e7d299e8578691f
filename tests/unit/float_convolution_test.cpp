#include "nn/float_convolution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace codau::nn {
namespace {

/// 1, 2, 3 ... along the rows.
FloatMap counted(std::int32_t width, std::int32_t height, std::int32_t depth) {
  FloatMap out = make_float_map(width, height, depth);
  float next = 1;
  for (float& value : out.values) value = next++;
  return out;
}

TEST(FloatConvolution, ALayerSumsASquareWithZerosBeyondTheBorder) {
  constexpr FloatConvolution kLayer{3, 1, 1, 16, false, false};
  std::vector<float> weights(kLayer.weights(), 1.0F);
  weights.back() = 100;
  const FloatMap out = convolve(kLayer, weights, counted(3, 3, 1), nullptr);
  const float sums[] = {12, 21, 16, 27, 45, 33, 24, 39, 28};
  for (std::int32_t place = 0; place < 9; ++place) {
    EXPECT_EQ(out.at(place % 3, place / 3)[0], sums[place] + 1);
    EXPECT_EQ(out.at(place % 3, place / 3)[15], sums[place] + 100);
  }
}

TEST(FloatConvolution, PlacesTakenTogetherGiveWhatEachGivesAlone) {
  const FloatConvolution layer{3, 1, 24, 32, true, true};
  std::vector<float> weights(layer.weights());
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = static_cast<float>(i % 11) - 5;
  FloatMap in = counted(23, 4, 24);
  for (float& value : in.values) value = static_cast<float>(static_cast<int>(value) % 7);
  FloatMap before = counted(23, 4, layer.out);
  const FloatMap all = convolve(layer, weights, in, &before);
  // Cut to three columns nothing is taken together.
  for (std::int32_t x = 1; x + 1 < in.width; ++x) {
    FloatMap part = make_float_map(3, in.height, in.depth),
             beside = make_float_map(3, in.height, layer.out);
    for (std::int32_t y = 0; y < in.height; ++y) {
      std::copy_n(in.at(x - 1, y), 3 * in.depth, part.at(0, y));
      std::copy_n(std::as_const(before).at(x - 1, y), 3 * layer.out, beside.at(0, y));
    }
    const FloatMap alone = convolve(layer, weights, part, &beside);
    for (std::int32_t y = 0; y < in.height; ++y)
      EXPECT_TRUE(std::equal(all.at(x, y), all.at(x, y) + layer.out, alone.at(1, y)));
  }
}

TEST(FloatConvolution, AStrideOfTwoHalvesPlacesRoundedUp) {
  constexpr FloatConvolution kLayer{4, 2, 1, 16, false, false};
  std::vector<float> weights(kLayer.weights());
  weights[(1 * 4 + 1) * 16 + 5] = 1;  // the sixth number: the first pixel of the place
  const FloatMap out = convolve(kLayer, weights, counted(5, 3, 1), nullptr);
  EXPECT_EQ(out.width, 3);
  EXPECT_EQ(out.height, 2);
  for (std::int32_t y = 0; y < 2; ++y) {
    for (std::int32_t x = 0; x < 3; ++x) {
      EXPECT_EQ(out.at(x, y)[5], static_cast<float>(10 * y + 2 * x + 1));
      EXPECT_EQ(out.at(x, y)[4], 0);
    }
  }
}

TEST(FloatConvolution, WhatIsBelowZeroIsCutBeforeTheInputOfTheLayerBeforeIsAdded) {
  constexpr FloatConvolution kLayer{1, 1, 2, 8, true, true};
  std::vector<float> weights(kLayer.weights());
  weights[0] = 2;  // of the first number, to the first
  weights[8] = 1;  // of the second
  weights[9] = -1;
  const FloatMap in = counted(2, 1, 2), before = counted(2, 1, 8);
  FloatMap values = before;
  values.values[0] += 4;  // 2 · 1 + 2
  values.values[8] += 10;
  EXPECT_EQ(convolve(kLayer, weights, in, &before).values, values.values);
}

}  // namespace
}  // namespace codau::nn
