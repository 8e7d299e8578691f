#include "segment/page_regions.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "core/range.h"

namespace codau::image {
namespace {

PageMap make_map() { return {400, 600, std::vector<std::uint16_t>(400 * 600)}; }

void fill(PageMap& map, PageClass kind, const codau::Box& box) {
  for (std::int32_t y = box.top; y < box.bottom; ++y) {
    for (std::int32_t x = box.left; x < box.right; ++x) map.set(kind, x, y, true);
  }
}

TEST(SettleLines, AMinorityOfStreakBecomesRuling) {
  PageMap map = make_map();
  fill(map, PageClass::kRuling, {100, 50, 102, 400});
  fill(map, PageClass::kStreak, {100, 400, 102, 550});
  fill(map, PageClass::kRuling, {50, 300, 350, 302});
  settle_lines(map);
  EXPECT_FALSE(map.has(PageClass::kStreak, 100, 500));
  EXPECT_TRUE(map.has(PageClass::kRuling, 100, 500));
}

TEST(SettleLines, AStreakStaysOneThoughRulingsCrossIt) {
  PageMap map = make_map();
  fill(map, PageClass::kStreak, {100, 0, 101, 600});
  for (std::int32_t y = 100; y < 500; y += 40) fill(map, PageClass::kRuling, {50, y, 350, y + 2});
  const PageMap before = map;
  settle_lines(map);
  EXPECT_EQ(map.classes, before.classes);
}

TEST(SettleLines, ABorderIsNoStreak) {
  PageMap map = make_map();
  fill(map, PageClass::kStreak, {100, 52, 102, 400});
  fill(map, PageClass::kRuling, {100, 50, 300, 52});
  fill(map, PageClass::kRuling, {100, 400, 300, 402});
  settle_lines(map);
  EXPECT_TRUE(map.has(PageClass::kRuling, 100, 200));
  EXPECT_FALSE(map.has(PageClass::kStreak, 100, 200));
}

TEST(SettleLines, LinesAcrossAreSettledToo) {
  PageMap map = make_map();
  fill(map, PageClass::kRuling, {20, 70, 300, 72});
  fill(map, PageClass::kStreak, {300, 71, 380, 73});
  settle_lines(map);
  EXPECT_TRUE(map.has(PageClass::kRuling, 350, 71));
  EXPECT_FALSE(map.has(PageClass::kStreak, 350, 71));
}

nn::ByteMap make_input(std::int8_t colour) {
  nn::ByteMap out(400, 608, PageNetwork::kInputs);
  for (std::int32_t y = 0; y < 600; ++y) {
    for (std::int32_t x = 0; x < 400; ++x) out.set(4, x, y, y >= 100 && y < 300 ? colour : 3);
  }
  return out;
}

TEST(RemoveUnlikelyStamps, WithoutColourAStampHasAFrame) {
  PageMap map = make_map();
  for (std::int32_t x = 10; x < 110; x += 10)
    fill(map, PageClass::kStamp, {x, 10, x + 3, 30});  // letters
  fill(map, PageClass::kPrint, {10, 10, 110, 30});
  fill(map, PageClass::kStamp, {100, 100, 200, 103});  // an underline
  fill(map, PageClass::kStamp, {200, 200, 300, 202});  // a frame
  fill(map, PageClass::kStamp, {200, 230, 300, 232});
  fill(map, PageClass::kStamp, {200, 200, 202, 232});
  fill(map, PageClass::kStamp, {298, 200, 300, 232});
  remove_unlikely_stamps(map, make_input(4));
  EXPECT_FALSE(map.has(PageClass::kStamp, 11, 20));
  EXPECT_TRUE(map.has(PageClass::kPrint, 11, 20));
  EXPECT_FALSE(map.has(PageClass::kStamp, 150, 101));
  EXPECT_TRUE(map.has(PageClass::kStamp, 201, 220));
}

TEST(RemoveUnlikelyStamps, InColourLettersAreEnough) {
  PageMap map = make_map();
  for (std::int32_t x = 100; x < 200; x += 10) fill(map, PageClass::kStamp, {x, 100, x + 3, 120});
  fill(map, PageClass::kStamp, {10, 200, 20, 210});
  remove_unlikely_stamps(map, make_input(60));
  EXPECT_TRUE(map.has(PageClass::kStamp, 101, 110));
  EXPECT_FALSE(map.has(PageClass::kStamp, 15, 205));
}

}  // namespace
}  // namespace codau::image
