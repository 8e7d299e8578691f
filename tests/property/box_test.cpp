// Laws of the algebra of boxes, against their pixels one by one where a box is small.
#include "core/box.h"

#include <array>
#include <cstdint>

#include "generator.h"

namespace codau {
namespace {

constexpr std::int32_t kSmall = 6;
constexpr std::array<std::int32_t, 4> kTurns{0, 90, 180, 270};

class BoxLaws : public testing::Laws {
 protected:
  std::int32_t number(std::int32_t low, std::int32_t high) {
    return low +
           static_cast<std::int32_t>(generate.below(static_cast<std::size_t>(high - low) + 1));
  }
  /// Within ±`far`; may be empty, or `{}`.
  Box box(std::int32_t far) {
    if (generate.chance(10)) return {};
    const std::int32_t left = number(-far, far), top = number(-far, far);
    return {left, top, number(left, far), number(top, far)};
  }
  /// Small ones, whose edges often meet, and such as reach as far as they may.
  Box any() { return box(generate.chance(80) ? kSmall : kMaxCoordinatePixels); }

  template <class Has>
  static std::int64_t pixels(const Has& has) {
    std::int64_t count = 0;
    for (std::int32_t y = -kSmall; y < kSmall; ++y) {
      for (std::int32_t x = -kSmall; x < kSmall; ++x) count += has(x, y) ? 1 : 0;
    }
    return count;
  }
};

TEST_F(BoxLaws, AreaCountsPixels) {  // core/box.h
  EXPECT_EQ(area_of(Box{}), 0);
  EXPECT_EQ(area_of(Box{-kMaxCoordinatePixels, -kMaxCoordinatePixels, kMaxCoordinatePixels,
                        kMaxCoordinatePixels}),
            (std::int64_t{2} * kMaxCoordinatePixels) * (std::int64_t{2} * kMaxCoordinatePixels));
  for (int round = 0; round < testing::kRounds; ++round) {
    const Box a = box(kSmall), far = any();
    EXPECT_EQ(area_of(a),
              pixels([&a](std::int32_t x, std::int32_t y) { return contains(a, x, y); }));
    EXPECT_EQ(area_of(far) == 0, is_empty(far));
    const Box right_of_0 = intersection(far, Box{0, 0, kMaxCoordinatePixels, kMaxCoordinatePixels});
    EXPECT_EQ(contains_centre(right_of_0, right_of_0), !is_empty(right_of_0));
  }
}

TEST_F(BoxLaws, IntersectionHasThePixelsOfBoth) {  // core/box.h
  for (int round = 0; round < 10 * testing::kRounds; ++round) {
    const Box a = any(), b = any(), both = intersection(a, b);
    EXPECT_EQ(both, intersection(b, a));
    EXPECT_TRUE(contains(a, both) && contains(b, both));
    if (contains(b, a) && !is_empty(a)) {
      EXPECT_EQ(both, a);
    }
    if (!is_empty(a) && !is_empty(b)) {
      EXPECT_EQ(intersect(a, b), !is_empty(both));
    }
    if (is_empty(both)) {
      EXPECT_EQ(both, Box{});
    } else {
      EXPECT_EQ(width_of(both), x_overlap(a, b));
      EXPECT_EQ(height_of(both), y_overlap(a, b));
    }
    const Box c = box(kSmall), d = box(kSmall);
    EXPECT_EQ(area_of(intersection(c, d)), pixels([&](std::int32_t x, std::int32_t y) {
                return contains(c, x, y) && contains(d, x, y);
              }));
  }
}

TEST_F(BoxLaws, UnitedIsTheSmallestThatContainsBoth) {  // core/box.h
  for (int round = 0; round < 10 * testing::kRounds; ++round) {
    const Box a = any(), b = any(), c = any(), all = united(a, b);
    EXPECT_EQ(all, united(b, a));
    EXPECT_EQ(united(all, c), united(a, united(b, c)));
    EXPECT_EQ(united(a, Box{}), a);
    EXPECT_TRUE(contains(all, a) && contains(all, b));
    EXPECT_EQ(contains(a, b), all == a);
    if (contains(c, a) && contains(c, b)) {
      EXPECT_TRUE(contains(c, all));
    }
  }
}

TEST_F(BoxLaws, MovesAndTurnsHaveAWayBack) {  // core/box.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const Box a = box(kMaxCoordinatePixels / 2), b = box(kMaxCoordinatePixels / 2);
    const std::int32_t x = number(0, kMaxCoordinatePixels / 2),
                       y = number(0, kMaxCoordinatePixels / 2);
    EXPECT_EQ(translated(translated(a, x, -y), -x, y), a);
    EXPECT_EQ(x_overlap(translated(a, x, -y), translated(b, x, -y)), x_overlap(a, b));
    EXPECT_EQ(inflated(inflated(a, x, y), -x, -y), a);
    EXPECT_TRUE(contains(inflated(a, x, y), a));
    EXPECT_EQ(transposed(transposed(a)), a);
    EXPECT_EQ(area_of(transposed(a)), area_of(a));
    EXPECT_EQ(rotated(rotated(a, x, y, 90), y, x, 270), a);
    EXPECT_EQ(rotated(rotated(a, x, y, 90), y, x, 90), rotated(a, x, y, 180));
    for (const std::int32_t degrees : kTurns) {
      EXPECT_EQ(area_of(rotated(a, x, y, degrees)), area_of(a));
      const bool sideways = degrees % 180 != 0;
      EXPECT_EQ(rotated(Box{0, 0, x, y}, x, y, degrees),
                sideways ? (Box{0, 0, y, x}) : (Box{0, 0, x, y}));
    }
    const Box small = box(kSmall);
    EXPECT_EQ(area_of(scaled(small, 3)), 9 * area_of(small));
  }
}

}  // namespace
}  // namespace codau
