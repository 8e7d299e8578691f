// The arithmetic of the networks that find stamped marks, and what it says of pages drawn in code.
#include "segment/rules/mark_net.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "../support/drawing.h"
#include "segment/rules/mark_finder.h"
#include "segment/rules/stamps.h"

namespace codau::image {
namespace {

/// 1, 2, 3 ... along the rows.
Field counted(std::int32_t width, std::int32_t height, std::int32_t depth) {
  Field out = field_of(width, height, depth);
  float next = 1;
  for (float& value : out.values) value = next++;
  return out;
}

TEST(MarkNet, ALayerSumsASquareWithZerosBeyondTheBorder) {
  constexpr NetLayer kLayer{3, 1, 1, 16, false, false};
  std::vector<float> weights(kLayer.weights(), 1.0F);
  weights.back() = 100;
  const Field out = layer_of(kLayer, weights, counted(3, 3, 1), nullptr);
  const float sums[] = {12, 21, 16, 27, 45, 33, 24, 39, 28};
  for (std::int32_t place = 0; place < 9; ++place) {
    EXPECT_EQ(out.at(place % 3, place / 3)[0], sums[place] + 1);
    EXPECT_EQ(out.at(place % 3, place / 3)[15], sums[place] + 100);
  }
}

TEST(MarkNet, PlacesTakenTogetherGiveWhatEachGivesAlone) {
  const NetLayer layer{3, 1, 24, 32, true, true};
  std::vector<float> weights(layer.weights());
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = static_cast<float>(i % 11) - 5;
  Field in = counted(23, 4, 24);
  for (float& value : in.values) value = static_cast<float>(static_cast<int>(value) % 7);
  Field before = counted(23, 4, layer.out);
  const Field all = layer_of(layer, weights, in, &before);
  // Cut to three columns nothing is taken together.
  for (std::int32_t x = 1; x + 1 < in.width; ++x) {
    Field part = field_of(3, in.height, in.depth), beside = field_of(3, in.height, layer.out);
    for (std::int32_t y = 0; y < in.height; ++y) {
      std::copy_n(in.at(x - 1, y), 3 * in.depth, part.at(0, y));
      std::copy_n(std::as_const(before).at(x - 1, y), 3 * layer.out, beside.at(0, y));
    }
    const Field alone = layer_of(layer, weights, part, &beside);
    for (std::int32_t y = 0; y < in.height; ++y)
      EXPECT_TRUE(std::equal(all.at(x, y), all.at(x, y) + layer.out, alone.at(1, y)));
  }
}

TEST(MarkNet, AStrideOfTwoHalvesPlacesRoundedUp) {
  constexpr NetLayer kLayer{4, 2, 1, 16, false, false};
  std::vector<float> weights(kLayer.weights());
  weights[(1 * 4 + 1) * 16 + 5] = 1;  // the sixth number: the first pixel of the place
  const Field out = layer_of(kLayer, weights, counted(5, 3, 1), nullptr);
  EXPECT_EQ(out.width, 3);
  EXPECT_EQ(out.height, 2);
  for (std::int32_t y = 0; y < 2; ++y) {
    for (std::int32_t x = 0; x < 3; ++x) {
      EXPECT_EQ(out.at(x, y)[5], static_cast<float>(10 * y + 2 * x + 1));
      EXPECT_EQ(out.at(x, y)[4], 0);
    }
  }
}

TEST(MarkNet, WhatIsBelowZeroIsCutBeforeTheInputOfTheLayerBeforeIsAdded) {
  constexpr NetLayer kLayer{1, 1, 2, 8, true, true};
  std::vector<float> weights(kLayer.weights());
  weights[0] = 2;  // of the first number, to the first
  weights[8] = 1;  // of the second
  weights[9] = -1;
  const Field in = counted(2, 1, 2), before = counted(2, 1, 8);
  Field values = before;
  values.values[0] += 4;  // 2 · 1 + 2
  values.values[8] += 10;
  EXPECT_EQ(layer_of(kLayer, weights, in, &before).values, values.values);
}

TEST(MarkNet, ZerosGiveTheOffsetsAlone) {
  for (const Network& network : {mark_finder(), mark_judge()}) {
    for (const NetLayer& layer : network.layers) {
      std::vector<float> weights(layer.weights(), 3.0F);
      const Field in = field_of(7, 5, layer.in);
      const Field out = layer_of(layer, weights, in, &in);
      EXPECT_TRUE(std::ranges::all_of(out.values, [](float value) { return value == 3; }));
    }
  }
}

TEST(MarkNet, EachHasAsManyWeightsAsItsLayersAndAPlaceForEightPixels) {
  for (const Network& network : {mark_finder(), mark_judge()}) {
    EXPECT_EQ(network.weights.size(), weight_count(network.layers));
    const Field out = marks_in(field_of(100, 52, 1), network);
    EXPECT_EQ(out.width, 13);
    EXPECT_EQ(out.height, 7);
    EXPECT_EQ(out.depth, 1);
  }
}

TEST(MarkFinder, PaperAndPrintHaveNone) {
  EXPECT_TRUE(find_stamp_candidates(testing::Page(1654, 2339).image(), 0).marks.empty());
  testing::Page page(1654, 2339);
  page.print({200, 200, 1500, 2000});
  for (const MarkPlace& place : find_stamp_candidates(page.image(), 0).marks)
    EXPECT_LT(place.odds, kMarkOdds);
}

/// Strokes of MẬT at `left`, `top`, 38 pixels a capital at 200 dpi.
void draw_mark(testing::Page& page, std::int32_t left, std::int32_t top, std::uint32_t rgb) {
  constexpr int kStrokes[][4] = {{0, 38, 0, 0},    {0, 0, 15, 30},    {15, 30, 30, 0},
                                 {30, 0, 30, 38},  {42, 38, 57, 0},   {57, 0, 72, 38},
                                 {47, 26, 67, 26}, {49, -6, 57, -13}, {57, -13, 65, -6},
                                 {55, 47, 59, 47}, {78, 1, 108, 1},   {93, 1, 93, 38}};
  for (const auto& s : kStrokes)
    pixRenderLineArb(page.pix(), left + s[0], top + s[1], left + s[2], top + s[3], 7,
                     static_cast<l_uint8>(rgb >> 16U & 255U),
                     static_cast<l_uint8>(rgb >> 8U & 255U), static_cast<l_uint8>(rgb & 255U));
}

TEST(MarkFinder, AMarkOfStrokesIsFoundInEachColour) {
  for (const std::uint32_t rgb : {0xC41826U, 0x1C2C96U, 0x101010U}) {
    testing::Page page(1654, 2339);
    page.print({200, 600, 1500, 2000});
    draw_mark(page, 300, 420, rgb);
    const Stamps found = find_stamp_candidates(page.image(), 0);
    ASSERT_FALSE(found.marks.empty()) << rgb;
    EXPECT_GE(found.marks[0].odds, kMarkOdds) << rgb;
    EXPECT_LT(found.marks[0].box.left, 354);
    EXPECT_GT(found.marks[0].box.right, 354);
  }
}

}  // namespace
}  // namespace codau::image
