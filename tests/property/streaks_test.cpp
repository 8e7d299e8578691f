// Laws of segment/rules/streak_removal.h (nothing changes but what lies under a streak or beside
// its edges) and segment/rules/hidden_rulings.h (or what lay under one) on pages with streaks drawn
// at random; a page without one stays as it is, bit for bit.
#include "segment/rules/streaks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "../support/drawing.h"
#include "generator.h"
#include "raster/pixels.h"
#include "segment/preprocess.h"
#include "segment/rules/hidden_rulings.h"
#include "segment/rules/streak_removal.h"

namespace codau::image {
namespace {

constexpr std::int32_t kWidth = 900, kHeight = 1200;
constexpr CleaningSteps kPlain = CleaningSteps().excluding(CleaningStep::kStreaks);

class StreakLaws : public testing::Laws {
 protected:
  std::int32_t number(std::size_t below) {
    return static_cast<std::int32_t>(generate.below(below));
  }

  /// Print, or a table, in black on white or dark on grey.
  testing::Page page() {
    testing::Page out(kWidth, kHeight);
    if (generate.chance(50)) out.bar({0, 0, kWidth, kHeight}, 0xE8E8E8);
    out.print({60 + number(60), 90 + number(60), kWidth - 60, kHeight - 90}, 26 + number(20));
    for (std::int32_t x = 100; generate.chance(70) && x < kWidth - 100; x += 60 + number(200))
      out.bar({x, 100, x + 2, kHeight - 100});
    for (std::int32_t y = 100; generate.chance(80) && y < kHeight - 100; y += 60 + number(200))
      out.bar({100, y, kWidth - 100, y + 2});
    return out;
  }
};

std::vector<std::vector<std::uint32_t>> pixels_of(const Pix* pix) {
  std::vector<std::vector<std::uint32_t>> out;
  for (std::int32_t y = 0; y < pixGetHeight(writable(pix)); ++y) {
    out.emplace_back();
    for (std::int32_t x = 0; x < pixGetWidth(writable(pix)); ++x) {
      l_uint32 value = 0;
      pixGetPixel(writable(pix), x, y, &value);
      out.back().push_back(value);
    }
  }
  return out;
}

TEST_F(StreakLaws, APageWithoutStreaksStaysAsItIs) {
  for (int round = 0; round < 20; ++round) {
    const PageImage image = page().image();
    const NormalisedPage with = normalise_page(image, kPlain), without = normalise_page(image);
    EXPECT_TRUE(find_streaks(with.ink.get(), with.dpi).empty());
    EXPECT_EQ(pixels_of(with.pix.get()), pixels_of(without.pix.get()));
    EXPECT_EQ(pixels_of(with.ink.get()), pixels_of(without.ink.get()));
  }
}

TEST_F(StreakLaws, NothingChangesButWhatLiesUnderAStreakOrBesideIt) {
  constexpr std::int32_t kBeside = 4;
  for (int round = 0; round < 20; ++round) {
    testing::Page drawn = page();
    std::vector<bool> touched(kWidth, false);
    for (std::int32_t left = 5 + number(200); left < kWidth - 40; left += 100 + number(400)) {
      const std::int32_t width = 1 + number(12), from = generate.chance(30) ? number(300) : 0;
      const auto tone = static_cast<std::uint32_t>(number(100));
      drawn.bar({left, from, left + width, kHeight}, tone << 16U | tone << 8U | tone);
      for (std::int32_t x = left - kBeside; x < left + width + kBeside; ++x)
        touched[static_cast<std::size_t>(std::max(0, x))] = true;
    }
    const PageImage image = drawn.image();
    const NormalisedPage before = normalise_page(image, kPlain);
    NormalisedPage after = normalise_page(image, kPlain);
    const std::vector<Streak> found = find_streaks(after.ink.get(), after.dpi);
    EXPECT_FALSE(found.empty());
    std::vector<Streak> gone;
    for (const Streak& streak : found) gone.push_back(erase_streak(streak, after));
    redraw_rulings(gone, after);
    const auto grey = pixels_of(before.pix.get()), grey_after = pixels_of(after.pix.get());
    const auto ink = pixels_of(before.ink.get()), ink_after = pixels_of(after.ink.get());
    for (std::size_t y = 0; y < kHeight; ++y) {
      for (std::size_t x = 0; x < kWidth; ++x) {
        if (touched[x]) continue;
        ASSERT_EQ(grey[y][x], grey_after[y][x]) << x << ", " << y;
        ASSERT_EQ(ink[y][x], ink_after[y][x]) << x << ", " << y;
      }
    }
  }
}

}  // namespace
}  // namespace codau::image
