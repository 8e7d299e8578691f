#include "segment/text_lines.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

namespace codau::image {
namespace {

PageMap make_map(std::int32_t width, std::int32_t height) {
  return {width, height,
          std::vector<std::uint16_t>(static_cast<std::size_t>(width) *
                                     static_cast<std::size_t>(height))};
}

void fill(PageMap& map, PageClass kind, const Box& box) {
  for (std::int32_t y = box.top; y < box.bottom; ++y) {
    for (std::int32_t x = box.left; x < box.right; ++x) {
      std::uint16_t& at = map.classes[static_cast<std::size_t>(y * map.width + x)];
      at = static_cast<std::uint16_t>(at | 1U << static_cast<unsigned>(kind));
    }
  }
}

TEST(TextLines, JoinsWordsAndKeepsLinesApart) {
  PageMap map = make_map(200, 60);
  for (const std::int32_t top : {10, 30}) {
    for (const std::int32_t left : {20, 60, 100})
      fill(map, PageClass::kCore, {left, top, left + 30, top + 7});
  }
  const std::vector<TextLine> lines = find_text_lines(map);
  ASSERT_EQ(lines.size(), 2);
  EXPECT_EQ(lines[0].core, (Box{20, 10, 130, 17}));
  EXPECT_EQ(lines[1].core, (Box{20, 30, 130, 37}));
  EXPECT_EQ(lines[0].x_height, 7);
  EXPECT_EQ(lines[0].baseline.front().x, 20);
  EXPECT_EQ(lines[0].baseline.back().x, 130);
  for (const BaselinePoint& point : lines[0].baseline) EXPECT_EQ(point.y, 17);
}

TEST(TextLines, EndsAtWideGapsAndRulings) {
  PageMap map = make_map(200, 30);
  fill(map, PageClass::kCore, {10, 10, 50, 17});
  fill(map, PageClass::kCore, {60, 10, 100, 17});
  fill(map, PageClass::kCore, {130, 10, 170, 17});
  EXPECT_EQ(find_text_lines(map).size(), 2);
  fill(map, PageClass::kRuling, {55, 0, 56, 30});
  EXPECT_EQ(find_text_lines(map).size(), 3);
}

TEST(TextLines, FollowsASlope) {
  PageMap map = make_map(400, 60);
  const auto bottom = [](std::int32_t x) { return 20 + x / 20; };
  for (std::int32_t x = 0; x < 400; ++x) {
    if (x % 40 < 34) fill(map, PageClass::kCore, {x, bottom(x) - 8, x + 1, bottom(x)});
  }
  const std::vector<TextLine> lines = find_text_lines(map);
  ASSERT_EQ(lines.size(), 1);
  for (const BaselinePoint& point : lines[0].baseline) {
    EXPECT_NEAR(point.y, 19.5 + point.x / 20, 1.2);
  }
}

TEST(TextLines, KeepsLinesApartThatTouch) {
  PageMap map = make_map(120, 40);
  fill(map, PageClass::kCore, {10, 10, 110, 16});
  fill(map, PageClass::kCore, {10, 19, 110, 25});
  fill(map, PageClass::kCore, {60, 16, 62, 19});
  const std::vector<TextLine> lines = find_text_lines(map);
  ASSERT_EQ(lines.size(), 2);
  EXPECT_EQ(lines[0].core.bottom, 16);
  EXPECT_EQ(lines[1].core.top, 19);
}

TEST(TextLines, LeavesSpecksOut) {
  PageMap map = make_map(50, 50);
  EXPECT_TRUE(find_text_lines(map).empty());
  fill(map, PageClass::kCore, {10, 10, 13, 14});
  EXPECT_TRUE(find_text_lines(map).empty());
}

}  // namespace
}  // namespace codau::image
