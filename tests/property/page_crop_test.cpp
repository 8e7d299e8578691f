// Law of views/page_crop.h: any part and turn give a picture within its bounds.
#include "views/page_crop.h"

#include <allheaders.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "generator.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

class PageCropLaws : public testing::Laws {
 protected:
  std::int32_t number(std::size_t below) {
    return static_cast<std::int32_t>(generate.below(below));
  }

  /// A page of any size and depth.
  PageImage make_page() {
    constexpr std::array<std::int32_t, 4> kDepths{1, 8, 16, 32};
    PageImage page;
    page.width = 1 + number(300);
    page.height = 1 + number(200);
    page.pix = own(pixCreate(page.width, page.height, kDepths[generate.below(kDepths.size())]));
    return page;
  }
};

PixPtr decoded(const std::string& jpeg) {
  return PixPtr(pixReadMem(reinterpret_cast<const l_uint8*>(jpeg.data()), jpeg.size()));
}

TEST_F(PageCropLaws, AnyPartAndTurnGiveAPictureWithinItsBounds) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const PageImage page = make_page();
    const PageCrop what{{number(400) - 50, number(300) - 50, number(400) - 50, number(300) - 50},
                        90 * number(4),
                        1 + number(120)};
    const PixPtr out = decoded(render_crop(page, what));
    ASSERT_TRUE(out);
    ASSERT_LE(std::max(pixGetWidth(out.get()), pixGetHeight(out.get())), what.max_side);
  }
}

TEST_F(PageCropLaws, WhatIsBlackStaysWhereItIsSeen) {
  PageImage page;
  page.width = 200;
  page.height = 100;
  page.pix = own(pixCreate(page.width, page.height, 1));
  pixRasterop(page.pix.get(), 150, 0, 50, 50, PIX_SET, nullptr, 0, 0);  // right above
  const auto is_black = [&](std::int32_t turn, std::int32_t x, std::int32_t y) {
    const PixPtr out = decoded(render_crop(page, {{100, 0, 200, 100}, turn, 1'000}));
    l_uint32 value = 0;
    pixGetPixel(out.get(), x, y, &value);
    return value < 100;
  };
  EXPECT_TRUE(is_black(0, 75, 25));
  EXPECT_TRUE(is_black(90, 75, 75));
  EXPECT_TRUE(is_black(180, 25, 75));
  EXPECT_TRUE(is_black(270, 25, 25));
  EXPECT_FALSE(is_black(0, 25, 25));
}

TEST_F(PageCropLaws, AStripIsSoundOrEmpty) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const PageImage page = make_page();
    const GreyStrip out = render_strip(
        page, {{number(400) - 50, number(300) - 50, number(400) - 50, number(300) - 50},
               90 * number(4),
               0,
               true});
    ASSERT_TRUE(is_sound(out) || out == GreyStrip{});
  }
}

TEST_F(PageCropLaws, AStripIsUpright) {
  PageImage page;
  page.width = page.height = 72;
  page.pix = own(pixCreate(72, 72, 1));
  pixRasterop(page.pix.get(), 0, 0, 36, 36, PIX_SET, nullptr, 0, 0);  // left above
  const GreyStrip as_is = render_strip(page, {{}, 0, 0, true}),
                  turned = render_strip(page, {{}, 90, 0, true});
  ASSERT_EQ(as_is.width, kGreyStripRows);
  EXPECT_EQ(as_is.pixels.front(), '\0');
  EXPECT_EQ(turned.pixels.front(), '\xff');
  EXPECT_EQ(turned.pixels[kGreyStripRows - 1], '\0');
}

}  // namespace
}  // namespace codau::image
