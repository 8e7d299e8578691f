// Laws of review/sight.h: what is shown lies on the page and holds what is meant.
#include "review/sight.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "generator.h"

namespace codau::review {
namespace {

class SightLaws : public testing::Laws {
 protected:
  std::int32_t number(std::size_t below) {
    return static_cast<std::int32_t>(generate.below(below));
  }
};

TEST_F(SightLaws, APartLiesOnThePageAndHoldsItsBoxes) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const ScanPage page{1, 1 + number(3000), 1 + number(3000), number(400), 90 * number(4)};
    std::vector<PageBox> boxes;
    for (int i = number(4); i >= 0; --i) {
      const std::int32_t left = number(3200), top = number(3200);
      boxes.push_back({left, top, left + 1 + number(900), top + 1 + number(900)});
    }
    const PageBox part = part_around(page, boxes);
    ASSERT_TRUE(0 <= part.left && part.left < part.right && part.right <= page.width);
    ASSERT_TRUE(0 <= part.top && part.top < part.bottom && part.bottom <= page.height);
    for (const PageBox& box : boxes) {
      ASSERT_LE(part.left, std::clamp(box.left, 0, page.width - 1));
      ASSERT_LE(part.top, std::clamp(box.top, 0, page.height - 1));
      ASSERT_GE(part.right, std::min(box.right, page.width));
      ASSERT_GE(part.bottom, std::min(box.bottom, page.height));
      if (box.left >= part.right || box.top >= part.bottom) continue;
      const Mark mark = mark_on(page, part, box);
      constexpr double kNothing = 1e-9;
      ASSERT_TRUE(mark.left >= -kNothing && mark.left + mark.width <= 1 + kNothing);
      ASSERT_TRUE(mark.top >= -kNothing && mark.top + mark.height <= 1 + kNothing);
    }
  }
}

}  // namespace
}  // namespace codau::review
