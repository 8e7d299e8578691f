// Stamps on pages drawn in code.
#include "segment/rules/stamps.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <numbers>

#include "../support/drawing.h"
#include "segment/rules/lone_words.h"

namespace codau::image {
namespace {

using testing::Page;

constexpr std::uint32_t kRed = 0xC41826, kBlue = 0x1C2C96, kBlack = 0x101010, kPaleBlue = 0xB4BCE0;

/// A frame of 20 × 8 mm at 200 dpi with three upright strokes, turned clockwise about its left top.
void draw_frame(Page& page, std::int32_t left, std::int32_t top, double degrees,
                std::uint32_t rgb) {
  const double angle = degrees * std::numbers::pi / 180;
  const auto part = [rgb](unsigned shift) { return static_cast<l_uint8>(rgb >> shift & 255U); };
  const auto line = [&](double x1, double y1, double x2, double y2) {
    const auto x = [&](double dx, double dy) {
      return left + static_cast<l_int32>(dx * std::cos(angle) - dy * std::sin(angle));
    };
    const auto y = [&](double dx, double dy) {
      return top + static_cast<l_int32>(dx * std::sin(angle) + dy * std::cos(angle));
    };
    pixRenderLineArb(page.pix(), x(x1, y1), y(x1, y1), x(x2, y2), y(x2, y2), 4, part(16), part(8),
                     part(0));
  };
  line(0, 0, 158, 0);
  line(0, 63, 158, 63);
  line(0, 0, 0, 63);
  line(158, 0, 158, 63);
  for (const double x : {45.0, 80.0, 115.0}) line(x, 18, x, 45);
}

const MarkNetworks& networks() {
  static const MarkNetworks only(CODAU_ROOT "/models");
  return only;
}

Page printed() {
  Page page(1654, 2339);
  page.print({200, 600, 1500, 2000});
  return page;
}

TEST(Stamps, AreFoundInEachColourAndAtEachTilt) {
  for (const std::uint32_t rgb : {kRed, kBlue, kBlack}) {
    for (const double degrees : {-12.0, -5.0, 0.0, 4.0, 12.0}) {
      Page page = printed();
      draw_frame(page, 250, 400, degrees, rgb);
      const Stamps found = find_stamp_candidates(networks(), page.image(), 0);
      ASSERT_EQ(found.stamps.size(), 1U) << rgb << ' ' << degrees;
      EXPECT_TRUE(found.stamps[0].framed) << rgb << ' ' << degrees;
      EXPECT_EQ(found.stamps[0].coloured, rgb != kBlack);
      EXPECT_NEAR(found.stamps[0].box.left, degrees > 0 ? 250 - 63 * std::sin(degrees / 57.3) : 250,
                  8);
    }
  }
}

TEST(Stamps, PaleInkIsMadeAsDarkAsGoodInk) {
  Page page = printed();
  draw_frame(page, 250, 400, 4, kPaleBlue);
  const Stamps found = find_stamp_candidates(networks(), page.image(), 0);
  ASSERT_EQ(found.stamps.size(), 1U);
  EXPECT_TRUE(found.stamps[0].coloured);
  EXPECT_TRUE(found.stamps[0].framed);
}

TEST(Stamps, AreFoundOnATurnedPage) {
  Page page = printed();
  draw_frame(page, 250, 400, 6, kRed);
  page.turn(1);  // clockwise; three more make it upright
  EXPECT_EQ(find_stamp_candidates(networks(), page.image(), 270).stamps.size(), 1U);
}

TEST(Stamps, PrintAndTheLowerHalfHaveNone) {
  Page page = printed();
  draw_frame(page, 250, 1700, 5, kRed);
  const Stamps found = find_stamp_candidates(networks(), page.image(), 0);
  EXPECT_TRUE(found.stamps.empty());
  for (const MarkPlace& place : found.marks) EXPECT_LT(place.odds, kMarkOdds);
}

/// Three upright strokes with a bar over each, in a frame, as wide as `size` pixels each.
void draw_letters(Page& page, std::int32_t left, std::int32_t top, std::int32_t size) {
  for (std::int32_t i = 0; i < 3; ++i) {
    const std::int32_t x = left + i * size * 5 / 4;
    page.bar({x, top, x + size, top + size / 4});
    page.bar({x + size / 3, top, x + 2 * size / 3, top + size * 3 / 2});
  }
}

TEST(LoneWords, AreOfAnySizeAnywhere) {
  for (const std::int32_t size : {20, 60, 160}) {
    Page page(1654, 2339);
    draw_letters(page, 900, 1800, size);
    const PageImage image = page.image();
    const std::vector<LoneWord> words = find_lone_words(image, {});
    ASSERT_EQ(words.size(), 1U) << size;
    ASSERT_EQ(words[0].turned.size(), 2U);
    const double height = pixGetHeight(words[0].turned[0].black.get());
    EXPECT_NEAR(height, 3 * 3.8 * 156 / 25.4, 12) << "a capital between margins as high";
    EXPECT_TRUE(find_lone_words(image, {words[0].box}).empty());
  }
}

TEST(LoneWords, ArePartOfNoPageOfPrint) {
  Page page(1654, 2339);
  page.print({100, 100, 1500, 2200});
  EXPECT_TRUE(find_lone_words(page.image(), {}).empty());
  EXPECT_TRUE(find_lone_words(Page(1654, 2339).image(), {}).empty());
}

}  // namespace
}  // namespace codau::image
