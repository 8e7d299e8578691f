#include "segment/rules/arrival_stamp.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <ctime>
#include <numbers>
#include <optional>

#include "../support/drawing.h"
#include "page/clean_page.h"
#include "raster/pixels.h"
#include "segment/preprocess.h"

namespace codau::image {
namespace {

using testing::Page;

/// A frame of 500 × 300 pixels at 200 dpi, turned clockwise about its left top, with strokes inside
/// for "ĐẾN" and two dotted leaders.
void draw_stamp(Page& page, std::int32_t left, std::int32_t top, double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  const auto line = [&](double x1, double y1, double x2, double y2) {
    const auto x = [&](double dx, double dy) {
      return left + static_cast<l_int32>(dx * std::cos(angle) - dy * std::sin(angle));
    };
    const auto y = [&](double dx, double dy) {
      return top + static_cast<l_int32>(dx * std::sin(angle) + dy * std::cos(angle));
    };
    pixRenderLineArb(page.pix(), x(x1, y1), y(x1, y1), x(x2, y2), y(x2, y2), 3, 0, 0, 0);
  };
  line(0, 0, 500, 0);
  line(0, 300, 500, 300);
  line(0, 0, 0, 300);
  line(500, 0, 500, 300);
  line(140, 60, 140, 300);
  for (const double x : {30.0, 60.0, 90.0}) line(x, 120, x, 160);
  for (double x = 170; x < 480; x += 14) line(x, 120, x + 3, 120);
}

CleanPage cleaned(Page& page) {
  const PageImage image = page.image();
  return clean_page(normalise_page(image, CleaningSteps().excluding(CleaningStep::kResample)),
                    image, CleaningSteps().excluding(CleaningStep::kResample));
}

Page printed() {
  Page page(1654, 2339);
  page.print({700, 300, 1500, 420}).print({200, 900, 1500, 2000});
  return page;
}

TEST(ArrivalStamp, IsFoundHoweverItWasPutDown) {
  for (const double degrees : {-5.0, -2.3, 0.0, 1.2, 5.0}) {
    Page page = printed();
    draw_stamp(page, 60, 400, degrees);
    const CleanPage copy = cleaned(page);
    const auto stamp = find_arrival_stamp(copy);
    ASSERT_TRUE(stamp) << degrees;
    EXPECT_NEAR(stamp->corners[0].x, 60, 12) << degrees;
    EXPECT_NEAR(stamp->corners[0].y, 400, 12) << degrees;
    const double angle = (degrees - copy.transform.skew_degrees) * std::numbers::pi / 180;
    EXPECT_NEAR(stamp->corners[2].x, 60 + 500 * std::cos(angle) - 300 * std::sin(angle), 14);
    EXPECT_NEAR(stamp->corners[2].y, 400 + 500 * std::sin(angle) + 300 * std::cos(angle), 14);
  }
}

TEST(ArrivalStamp, MayHangOverTheEdge) {
  Page page = printed();
  draw_stamp(page, -200, 400, -3);
  const auto stamp = find_arrival_stamp(cleaned(page));
  ASSERT_TRUE(stamp);
  EXPECT_FALSE(stamp->left);
  EXPECT_TRUE(stamp->right);
  EXPECT_EQ(stamp->box.left, 0);
}

TEST(ArrivalStamp, IsNoTableAndNoUnderlinedHeader) {
  Page plain = printed();
  plain.bar({250, 330, 550, 333}).bar({900, 450, 1300, 453});  // rules under issuer and motto
  EXPECT_FALSE(find_arrival_stamp(cleaned(plain)));
  Page table = printed();
  for (const std::int32_t y : {500, 640, 780}) table.bar({150, y, 1500, y + 3});
  for (const std::int32_t x : {150, 400, 1000, 1497}) table.bar({x, 500, x + 3, 783});
  EXPECT_FALSE(find_arrival_stamp(cleaned(table)));
  Page narrow = printed();
  for (std::int32_t y = 500; y < 1100; y += 120) narrow.bar({150, y, 650, y + 3});
  for (const std::int32_t x : {150, 300, 647}) narrow.bar({x, 500, x + 3, 983});
  EXPECT_FALSE(find_arrival_stamp(cleaned(narrow)));
  Page low = printed();
  draw_stamp(low, 200, 2010, 0);
  EXPECT_FALSE(find_arrival_stamp(cleaned(low))) << "at the foot of the page";
}

TEST(ArrivalStamp, GoesAndLeavesThePrintItLiesOn) {
  Page page = printed();
  for (std::int32_t x = 440; x < 1500; x += 12) page.bar({x, 620, x + 6, 640});  // begins inside
  draw_stamp(page, 60, 400, -2);
  CleanPage copy = cleaned(page);
  const auto stamp = find_arrival_stamp(copy);
  ASSERT_TRUE(stamp);
  const std::int64_t print_before = count_ink_pixels(copy.ink.get(), {430, 618, 1500, 642});
  erase_arrival_stamp(*stamp, copy);
  EXPECT_LT(count_ink_pixels(copy.ink.get(), {60, 380, 420, 720}), 40) << "frame, letters, leaders";
  const std::int64_t print_after = count_ink_pixels(copy.ink.get(), {430, 618, 1500, 642});
  EXPECT_GT(print_after, print_before * 9 / 10);
  EXPECT_GT(count_ink_pixels(copy.ink.get(), {430, 618, 560, 642}), 900) << "inside";
}

// Every pair of lines may be a frame, and each was held against all others: minutes.
TEST(ArrivalStamp, ADrawingOfAnyNumberOfLinesTakesNoLongerThanAPage) {
  Page page(1650, 2340);
  for (std::int32_t y = 100; y < 1280; y += 7) {
    for (std::int32_t x = 20; x + 130 < 1650; x += 140) page.bar({x, y, x + 125, y + 2});
  }
  for (std::int32_t x = 25; x < 1650; x += 20) page.bar({x, 100, x + 2, 1280});
  const CleanPage copy = cleaned(page);
  const std::clock_t begin = std::clock();
  (void)find_arrival_stamp(copy);
  EXPECT_LT((std::clock() - begin) / CLOCKS_PER_SEC, 10);
}

}  // namespace
}  // namespace codau::image
