// The networks that find stamped marks, and what they say of pages drawn in code.
#include "segment/rules/mark_net.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "../support/drawing.h"
#include "../support/temp_folder.h"
#include "core/error.h"
#include "segment/rules/mark_finder.h"
#include "segment/rules/stamps.h"

namespace codau::image {
namespace {

const MarkNetworks& networks() {
  static const MarkNetworks only(CODAU_ROOT "/models");
  return only;
}

TEST(MarkNet, ZerosGiveTheOffsetsAlone) {
  for (const nn::FloatNetwork& network : {networks().finder(), networks().judge()}) {
    for (const nn::FloatConvolution& layer : network.layers) {
      std::vector<float> weights(layer.weights(), 3.0F);
      const nn::FloatMap in = nn::make_float_map(7, 5, layer.in);
      const nn::FloatMap out = nn::convolve(layer, weights, in, &in);
      EXPECT_TRUE(std::ranges::all_of(out.values, [](float value) { return value == 3; }));
    }
  }
}

TEST(MarkNet, EachHasAsManyWeightsAsItsLayersAndAPlaceForEightPixels) {
  for (const nn::FloatNetwork& network : {networks().finder(), networks().judge()}) {
    EXPECT_EQ(network.weights.size(), nn::count_weights(network.layers));
    const nn::FloatMap out = nn::run_network(network, nn::make_float_map(100, 52, 1));
    EXPECT_EQ(out.width, 13);
    EXPECT_EQ(out.height, 7);
    EXPECT_EQ(out.depth, 1);
  }
}

TEST(MarkNet, AFileOfTheOtherNetworkIsRefused) {
  const testing::TempFolder folder;
  const std::filesystem::path models = CODAU_ROOT "/models";
  std::filesystem::copy(models / "mark-finder.net", folder / "mark-finder.net");
  EXPECT_THROW(MarkNetworks(folder.path()), Error);
  std::filesystem::copy(models / "mark-finder.net", folder / "mark-judge.net");
  EXPECT_THROW(MarkNetworks(folder.path()), Error);
}

TEST(MarkFinder, PaperAndPrintHaveNone) {
  EXPECT_TRUE(
      find_stamp_candidates(networks(), testing::Page(1654, 2339).image(), 0).marks.empty());
  testing::Page page(1654, 2339);
  page.print({200, 200, 1500, 2000});
  for (const MarkPlace& place : find_stamp_candidates(networks(), page.image(), 0).marks)
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
    const Stamps found = find_stamp_candidates(networks(), page.image(), 0);
    ASSERT_FALSE(found.marks.empty()) << rgb;
    EXPECT_GE(found.marks[0].odds, kMarkOdds) << rgb;
    EXPECT_LT(found.marks[0].box.left, 354);
    EXPECT_GT(found.marks[0].box.right, 354);
  }
}

}  // namespace
}  // namespace codau::image
