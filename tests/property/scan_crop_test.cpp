// Laws of review/queue/scan_crop.h: what is shown lies on the page and holds what is meant; and of
// review/queue/page_ranges.h.
#include "review/queue/scan_crop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "generator.h"
#include "review/queue/page_ranges.h"

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
    const PageBox part = find_part_around(page, boxes);
    ASSERT_TRUE(0 <= part.left && part.left < part.right && part.right <= page.width);
    ASSERT_TRUE(0 <= part.top && part.top < part.bottom && part.bottom <= page.height);
    for (const PageBox& box : boxes) {
      ASSERT_LE(part.left, std::clamp(box.left, 0, page.width - 1));
      ASSERT_LE(part.top, std::clamp(box.top, 0, page.height - 1));
      ASSERT_GE(part.right, std::min(box.right, page.width));
      ASSERT_GE(part.bottom, std::min(box.bottom, page.height));
      if (box.left >= part.right || box.top >= part.bottom) continue;
      const RelativeBox mark = to_relative_box(page, part, box);
      constexpr double kNothing = 1e-9;
      ASSERT_TRUE(mark.left >= -kNothing && mark.left + mark.width <= 1 + kNothing);
      ASSERT_TRUE(mark.top >= -kNothing && mark.top + mark.height <= 1 + kNothing);
    }
  }
}

// review/queue/page_ranges.h
TEST_F(SightLaws, ADivisionHasTheRangeThatIsWanted) {
  const auto page = [&](std::uint32_t most) {
    return 1 + static_cast<std::uint32_t>(number(most));
  };
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::uint32_t pages = page(12);
    std::set<std::uint32_t> all{1};
    for (int i = number(5); i > 0; --i) all.insert(page(pages));
    const std::vector<std::uint32_t> first(all.begin(), all.end());
    const auto at = static_cast<std::size_t>(number(first.size()));
    const PageRange was{first[at], at + 1 < first.size() ? first[at + 1] - 1 : pages};
    ASSERT_EQ(divide_with(first, pages, was, was), first);
    const PageRange is{page(pages), page(pages)};
    const auto made = divide_with(first, pages, was, is);
    ASSERT_EQ(made.has_value(), is.from <= is.to);
    if (!made) continue;
    ASSERT_EQ(made->front(), 1U);
    ASSERT_TRUE(std::ranges::adjacent_find(*made, std::greater_equal()) == made->end());
    const auto found = std::ranges::find(*made, is.from);
    ASSERT_NE(found, made->end());
    ASSERT_EQ(std::next(found) == made->end() ? pages + 1 : *std::next(found), is.to + 1);
    ASSERT_EQ(parse_division(to_text(*made, pages), pages), *made);
    ASSERT_EQ(parse_page_range(to_text(is)), is);
  }
}

}  // namespace
}  // namespace codau::review
