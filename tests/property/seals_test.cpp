// Law of segment/rules/seal_rings.h: nothing changes but what lies under the rings that are taken
// out, and no paper gets ink.
#include "segment/rules/seals.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "../support/drawing.h"
#include "generator.h"
#include "raster/pixels.h"
#include "segment/preprocess.h"
#include "segment/rules/seal_rings.h"

namespace codau::image {
namespace {

constexpr std::int32_t kSide = 500;

class SealLaws : public testing::Laws {
 protected:
  double number(std::size_t below) { return static_cast<double>(generate.below(below)); }

  /// Print under two rings, the inner one thin.
  testing::Page page(const Seal& seal) {
    testing::Page out(kSide, kSide);
    out.print({20 + static_cast<std::int32_t>(number(30)), 20, kSide - 20, kSide - 20},
              26 + static_cast<std::int32_t>(number(20)));
    const double thick = 3 + number(10);
    for (std::int32_t y = 0; y < kSide; ++y) {
      for (std::int32_t x = 0; x < kSide; ++x) {
        const double away = std::hypot(x - seal.x, y - seal.y);
        if ((away <= seal.radius && away > seal.radius - thick) || (away <= 95 && away > 91))
          out.bar({x, y, x + 1, y + 1});
      }
    }
    return out;
  }
};

TEST_F(SealLaws, TakingRingsOutChangesOnlyWhatLiesUnderThem) {
  for (int round = 0; round < 50; ++round) {
    const Seal seal{240 + number(20), 240 + number(20), 130 + number(20)};
    const PageImage image = page(seal).image();
    const CleaningSteps plain = CleaningSteps().excluding(CleaningStep::kSeals);
    const NormalisedPage before = normalise_page(image, plain);
    NormalisedPage after = normalise_page(image, plain);
    const SealShape shape(seal, before.ink.get(), before.dpi);
    const std::vector<Band> rings = find_rings(shape, before.ink.get(), 40);
    ASSERT_FALSE(rings.empty());
    EXPECT_NEAR(rings.back().end, seal.radius + 1, 2);
    erase_rings(rings, shape, after);
    for (std::int32_t y = 0; y < kSide; ++y) {
      for (std::int32_t x = 0; x < kSide; ++x) {
        const double radius = std::floor(shape.radius_at(x, y) + 0.5);
        bool is_under = false;
        for (const Band& ring : rings)
          is_under = is_under || (radius >= ring.first && radius < ring.end);
        const auto bit = [x, y](const NormalisedPage& of) {
          return GET_DATA_BIT(get_row(of.ink.get(), y), x);
        };
        const auto tone = [x, y](const NormalisedPage& of) {
          return GET_DATA_BYTE(get_row(of.pix.get(), y), x);
        };
        if (!is_under) {
          ASSERT_EQ(bit(after), bit(before)) << x << ' ' << y;
          ASSERT_EQ(tone(after), tone(before)) << x << ' ' << y;
        } else {
          ASSERT_LE(bit(after), bit(before)) << x << ' ' << y;
        }
      }
    }
  }
}

}  // namespace
}  // namespace codau::image
