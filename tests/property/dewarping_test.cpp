// Laws of raster/displacement_field.h (there and back), and of pages drawn flat: one that is flat
// stays as it is, whatever its size.
#include "page/dewarping.h"

#include <allheaders.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "../support/drawing.h"
#include "../support/wavy_field.h"
#include "generator.h"
#include "page/clean_page.h"
#include "page/dewarp.h"
#include "page/vertical_edges.h"
#include "raster/displacement_field.h"
#include "raster/pixels.h"
#include "segment/preprocess.h"

namespace codau::image {
namespace {

class DewarpingLaws : public testing::Laws {
 protected:
  std::int32_t number(std::int32_t below) {
    return static_cast<std::int32_t>(generate.below(static_cast<std::size_t>(below)));
  }
};

TEST_F(DewarpingLaws, LeadThereAndBack) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::int32_t width = 1 + number(3000), height = 1 + number(3000);
    const DisplacementField field =
        testing::make_wavy_field(width, height, number(100) / 100.0, 300 + number(900));
    ASSERT_TRUE(field.is_fold_free());
    for (int i = 0; i < 20; ++i) {
      // Beyond the edges, too.
      const Point at{number(2 * width) - width / 2.0, number(2 * height) - height / 2.0};
      const Point back = field.to_warped(field.to_dewarped(at));
      EXPECT_NEAR(back.x, at.x, 0.1);
      EXPECT_NEAR(back.y, at.y, 0.1);
    }
  }
}

/// Rows that begin in one line and end where their words do, as in cells: only the line counts.
TEST_F(DewarpingLaws, RaggedEndsAreNoSide) {
  constexpr std::int32_t kDpi = 200;
  const auto sides = [](const std::vector<LineTrack>& rows) {
    return find_column_edges(rows, kDpi).size();
  };
  for (int round = 0; round < testing::kRounds; ++round) {
    std::vector<LineTrack> ragged, even;
    for (std::int32_t y = 200; y < 2000; y += 60) {
      const double left = 200 + 0.05 * y + number(3), right = 1000 - 0.04 * y;
      ragged.push_back({{}, {left, 1.0 * y}, {right - number(150), 1.0 * y}});
      even.push_back({{}, {left, 1.0 * y}, {right - number(3), 1.0 * y}});
    }
    EXPECT_EQ(sides(ragged), 1U);
    EXPECT_EQ(sides(even), 2U);
  }
}

TEST_F(DewarpingLaws, WhatIsTurnedOverIsNotSound) {
  DisplacementField field{20, 2, 2, {{0, 0}, {0, 0}, {0, -25}, {0, -25}}};
  EXPECT_FALSE(field.is_fold_free());
  field.displacements[2] = field.displacements[3] = {0, -4};
  EXPECT_TRUE(field.is_fold_free());
  EXPECT_TRUE(DisplacementField().is_fold_free());
}

TEST_F(DewarpingLaws, AFlatPageStaysAsItIs) {
  for (int round = 0; round < 30; ++round) {
    const std::int32_t dpi = 150 + number(4) * 50, width = 8 * dpi, height = 3 * dpi + number(1000);
    testing::Page page(width, height, dpi);
    const double skew = generate.chance(50) ? (number(60) - 30) / 10.0 : 0;
    page.print({dpi, dpi / 2, width - dpi - number(dpi), height - dpi / 2}, 30 + number(30));
    if (skew != 0) page.skew(skew);
    const PageImage image = page.image();
    const CleanPage copy = clean_page(normalise_page(image), image);
    const CleanPage plain =
        clean_page(normalise_page(image), image, CleaningSteps().excluding(CleaningStep::kDewarp));
    EXPECT_TRUE(copy.transform.warp.empty()) << dpi << " " << skew << " " << width << " " << height;
    l_int32 same = 0;
    pixEqual(copy.grey.get(), plain.grey.get(), &same);
    EXPECT_EQ(same, 1);
  }
}

TEST_F(DewarpingLaws, AnyPictureGivesASoundBendOrNone) {
  std::size_t found = 0;
  for (int round = 0; round < 200; ++round) {
    const std::int32_t width = 1 + number(round % 4 == 0 ? 30 : 1500),
                       height = 1 + number(round % 5 == 0 ? 30 : 1500), dpi = 72 + number(1129),
                       high = number(20);
    const PixPtr ink = own(pixCreate(width, height, 1));
    for (std::int32_t i = number(900); i > 0; --i) {  // rows that run askew, and dirt
      const std::int32_t x = number(width), row = number(12) * height / 12;
      const std::int32_t y = generate.chance(80) ? row + x / 12 : number(height);
      pixRasterop(ink.get(), x, y, 1 + number(12), std::max(1, high - number(3)), PIX_SET, nullptr,
                  0, 0);
    }
    const auto how = estimate_dewarping(ink.get(), find_components(ink.get()), high, dpi);
    if (!how) continue;
    ++found;
    EXPECT_TRUE(how->warp.is_fold_free());
    const PixPtr grey = own(pixConvertTo8(ink.get(), 0)), flat = dewarp(grey.get(), *how, 255);
    EXPECT_EQ(pixGetWidth(flat.get()), width);
    EXPECT_EQ(pixGetHeight(flat.get()), height);
  }
  EXPECT_GT(found, 0U);
}

}  // namespace
}  // namespace codau::image
