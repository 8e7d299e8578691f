#include "segment/rules/pale_print.h"

#include <gtest/gtest.h>

#include "../support/drawing.h"
#include "raster/binarisation.h"
#include "raster/pixels.h"
#include "segment/preprocess.h"

namespace codau::image {
namespace {

using testing::Page;

constexpr std::int32_t kWidth = 1650, kHeight = 2340;
constexpr Box kDarkPart{200, 200, 1450, 600}, kPalePart{200, 800, 1450, 2000};
constexpr std::uint32_t kBlack = 0x202020, kPale = 0xB0B0B0;

/// Letters of 12 by 20 pixels, `shade` darker or lighter from one to the next.
void letters(Page& page, const Box& area, std::uint32_t rgb, std::uint32_t shade = 0) {
  std::uint32_t count = 0;
  for (std::int32_t y = area.top; y < area.bottom; y += 40) {
    for (std::int32_t x = area.left; x < area.right; x += 20)
      page.bar({x, y, x + 12, y + 20}, rgb + shade * (count++ % 8));
  }
}

NormalisedPage grey_of(Page& page) {
  return normalise_page(page.image(), CleaningSteps().excluding(CleaningStep::kSeals));
}

TEST(PalePrint, IsFoundBesideDarkPrintAndTakenOut) {
  Page page(kWidth, kHeight);
  letters(page, kDarkPart, kBlack);
  letters(page, kPalePart, kPale);
  NormalisedPage grey = grey_of(page);
  const auto pale = find_pale_print(grey);
  ASSERT_TRUE(pale);
  EXPECT_EQ(count_ink_pixels(pale->ink.get(), kDarkPart), 0);
  EXPECT_GT(count_ink_pixels(pale->ink.get(), kPalePart), 100000);
  const PixPtr left = binarise_at(pale->grey.get(), 200);
  EXPECT_EQ(count_ink_pixels(left.get(), kDarkPart), 0);
  const std::int64_t dark = count_ink_pixels(grey.ink.get(), kDarkPart);
  erase_pale_print(*pale, grey);
  EXPECT_EQ(count_ink_pixels(grey.ink.get(), kDarkPart), dark);
  EXPECT_EQ(count_ink_pixels(binarise_at(grey.pix.get(), 220).get(), kPalePart), 0);
}

TEST(PalePrint, IsNoneWhereAllPrintIsOfOneToneOrPaleByDegrees) {
  for (const std::uint32_t shade : {0U, 0x161616U}) {  // to 0xBA in eight steps
    Page page(kWidth, kHeight);
    letters(page, kDarkPart, kBlack, shade);
    letters(page, kPalePart, kBlack, shade);
    EXPECT_FALSE(find_pale_print(grey_of(page)));
  }
}

TEST(PalePrint, IsNoneOnAPageOfOneBit) {
  Page page(kWidth, kHeight);
  letters(page, kDarkPart, kBlack);
  const PageImage image = page.image_of_one_bit();
  EXPECT_FALSE(find_pale_print(normalise_page(image)));
  EXPECT_FALSE(is_pale(normalise_page(image)));
}

TEST(PalePrint, APageMayHaveNoOther) {
  for (const bool dark : {false, true}) {
    Page page(kWidth, kHeight);
    letters(page, kPalePart, kPale);
    if (dark) letters(page, kDarkPart, kBlack);
    EXPECT_EQ(is_pale(grey_of(page)), !dark);
  }
}

}  // namespace
}  // namespace codau::image
