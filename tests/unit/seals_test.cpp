#include "segment/rules/seals.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "../support/drawing.h"
#include "raster/pixels.h"
#include "segment/preprocess.h"
#include "segment/rules/seal_rings.h"

namespace codau::image {
namespace {

using testing::Page;

constexpr CleaningSteps kPlain = CleaningSteps().excluding(CleaningStep::kSeals);
constexpr std::int32_t kX = 800, kY = 700;  ///< middle of the seal
constexpr double kRadius = 142;             ///< 36 mm across at 200 dpi

/// A ring `thick` pixels inwards of `radius`.
void ring(Page& page, double radius, double thick) {
  for (std::int32_t y = kY - 150; y <= kY + 150; ++y) {
    for (std::int32_t x = kX - 150; x <= kX + 150; ++x) {
      const double away = std::hypot(x - kX, y - kY);
      if (away <= radius && away > radius - thick) page.bar({x, y, x + 1, y + 1});
    }
  }
}

/// Two rings, as the seal of a department has them, and marks between them for letters.
Page sealed() {
  Page page(1650, 2340);
  page.print({200, 1200, 1450, 2100});
  ring(page, kRadius, 6);
  ring(page, 95, 3);
  for (int i = 0; i < 24; ++i) {
    const double angle = 2 * std::numbers::pi * i / 24;
    const auto x = static_cast<std::int32_t>(kX + 115 * std::cos(angle)),
               y = static_cast<std::int32_t>(kY + 115 * std::sin(angle));
    page.bar({x - 5, y - 7, x - 2, y + 7}).bar({x - 5, y + 4, x + 5, y + 7});
  }
  return page;
}

NormalisedPage cleared(Page& page) {
  NormalisedPage grey = normalise_page(page.image(), kPlain);
  for (const Seal& seal : find_seals(grey.ink.get(), grey.dpi)) erase_seal(seal, grey);
  return grey;
}

TEST(Seals, AreFoundByTheirOuterRing) {
  Page page = sealed();
  const NormalisedPage grey = normalise_page(page.image(), kPlain);
  const std::vector<Seal> found = find_seals(grey.ink.get(), grey.dpi);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].x, kX, 3);
  EXPECT_NEAR(found[0].y, kY, 3);
  EXPECT_NEAR(found[0].radius, kRadius, 7);
}

TEST(Seals, PrintTablesAndBlackPicturesAreNone) {
  Page page(1650, 2340);
  page.print({200, 200, 1450, 900});
  for (std::int32_t i = 0; i <= 6; ++i) {
    page.bar({200 + 200 * i, 1000, 203 + 200 * i, 1500});
    page.bar({200, 1000 + 80 * i, 1400, 1003 + 80 * i});
  }
  page.bar({300, 1600, 900, 2200});
  const NormalisedPage grey = normalise_page(page.image(), kPlain);
  EXPECT_TRUE(find_seals(grey.ink.get(), grey.dpi).empty());
}

TEST(Seals, GoWithTheirLettersWhereTheyStandAlone) {
  Page page = sealed();
  const NormalisedPage grey = cleared(page);
  EXPECT_LT(count_ink_pixels(grey.ink.get(), {kX - 150, kY - 150, kX + 150, kY + 150}), 60);
}

TEST(Seals, PrintAndRulingsUnderARingStay) {
  Page page = sealed();
  page.bar({500, 750, 1100, 753});  // a ruling through all of it
  for (std::int32_t x = 880; x < 1080; x += 20) page.bar({x, 640, x + 4, 660});  // a line of print
  page.bar({880, 657, 1080, 660});
  const NormalisedPage grey = cleared(page);
  EXPECT_GT(count_ink_pixels(grey.ink.get(), {500, 750, 1100, 753}), 3 * 590);
  EXPECT_GT(count_ink_pixels(grey.ink.get(), {880, 657, 1080, 660}), 3 * 190);
}

/// Letters of `x` to `to` with their feet on row `base`: stems that a bar joins.
void letters(Page& page, std::int32_t x, std::int32_t to, std::int32_t base) {
  for (; x < to; x += 20)
    page.bar({x, base - 20, x + 4, base})
        .bar({x + 8, base - 20, x + 12, base})
        .bar({x, base - 20, x + 12, base - 16});
}

TEST(Seals, DirectionsGoAllAroundClockwise) {
  EXPECT_NEAR(direction(0, 4).across, 1, 1e-12);
  EXPECT_NEAR(direction(1, 4).down, 1, 1e-12);
  EXPECT_NEAR(direction(6, 8).down, -1, 1e-12);
}

TEST(Seals, StrokesThatGoStraightThroughARingAreKept) {
  Page page = sealed();
  page.bar({kX - 2, kY - 175, kX + 2, kY - 128});     // upright, at the top of the ring
  page.bar({kX + 120, kY - 2, kX + 170, kY + 2});     // level, at its right
  page.bar({kX - 104, kY + 80, kX - 100, kY + 140});  // upright, where the ring runs aslant
  NormalisedPage grey = normalise_page(page.image(), kPlain);
  const SealShape shape({kX, kY, kRadius - 3}, grey.ink.get(), grey.dpi);
  erase_rings(find_rings(shape, grey.ink.get(), 40), shape, grey);
  EXPECT_EQ(count_ink_pixels(grey.ink.get(), {kX - 2, kY - 175, kX + 2, kY - 128}), 4 * 47);
  EXPECT_EQ(count_ink_pixels(grey.ink.get(), {kX + 120, kY - 2, kX + 170, kY + 2}), 4 * 50);
  EXPECT_GT(count_ink_pixels(grey.ink.get(), {kX - 104, kY + 80, kX - 100, kY + 140}), 4 * 60 - 8);
  EXPECT_LT(count_ink_pixels(grey.ink.get(), {kX - 80, kY - 150, kX - 20, kY - 120}), 4);
}

TEST(Seals, ALongerRingOneWayThanTheOtherIsTakenOut) {
  Page page(1650, 2340);
  page.print({200, 1200, 1450, 2100});
  for (std::int32_t y = kY - 150; y <= kY + 150; ++y) {
    for (std::int32_t x = kX - 150; x <= kX + 150; ++x) {
      const double away = std::hypot((x - kX) / 1.012, (y - kY) / 0.988);
      if ((away <= kRadius && away > kRadius - 6) || (away <= 95 && away > 92))
        page.bar({x, y, x + 1, y + 1});
    }
  }
  const NormalisedPage grey = cleared(page);
  EXPECT_LT(count_ink_pixels(grey.ink.get(), {kX - 150, kY - 150, kX + 150, kY + 150}), 60);
}

TEST(Seals, LettersOfALineThatGoesOnInsideStay) {
  Page page = sealed();
  letters(page, kX - 240, kX + 60, kY + 50);
  const NormalisedPage grey = cleared(page);
  for (std::int32_t x = kX - 60; x < kX + 60; x += 20)
    EXPECT_EQ(count_ink_pixels(grey.ink.get(), {x, kY + 30, x + 12, kY + 50}), 2 * 4 * 20 + 4 * 4)
        << x;
}

TEST(Seals, LettersBeyondAWideGapGo) {
  Page page = sealed();
  letters(page, kX - 240, kX - 160, kY + 50);  // a line that ends before the seal
  letters(page, kX, kX + 40, kY + 50);         // what stands level with it inside
  const NormalisedPage grey = cleared(page);
  EXPECT_LT(count_ink_pixels(grey.ink.get(), {kX - 130, kY - 130, kX + 130, kY + 130}), 60);
}

TEST(Seals, OfLettersOfBothThatTouchTheRowsOfTheLineStay) {
  Page page = sealed();
  letters(page, kX - 240, kX + 60, kY + 50);
  page.bar({kX, kY - 60, kX + 6, kY + 40});  // of the seal, into a letter
  const NormalisedPage grey = cleared(page);
  EXPECT_EQ(count_ink_pixels(grey.ink.get(), {kX, kY - 60, kX + 6, kY}), 0);
  EXPECT_GT(count_ink_pixels(grey.ink.get(), {kX, kY + 30, kX + 12, kY + 50}), 150);
}

TEST(Seals, LettersGoBesidePrintThatStandsOnOtherLines) {
  Page page = sealed();
  for (std::int32_t x = 960; x < 1080; x += 20) page.bar({x, 620, x + 4, 640});
  page.bar({960, 637, 1080, 640});
  const NormalisedPage grey = cleared(page);
  EXPECT_LT(count_ink_pixels(grey.ink.get(), {kX - 150, kY - 150, kX + 150, kY + 150}), 60);
}

TEST(Seals, LettersGoBesideTheSideOfATable) {
  Page page = sealed();
  page.bar({960, 400, 963, 1000});
  const NormalisedPage grey = cleared(page);
  EXPECT_LT(count_ink_pixels(grey.ink.get(), {kX - 150, kY - 150, kX + 150, kY + 150}), 60);
}

TEST(Seals, AThinRingIsFoundWhereverItsMiddleLies) {
  for (std::int32_t step = 0; step < 4; ++step) {
    Page page(1650, 2340);
    page.print({200, 1200, 1450, 2100});
    ring(page, kRadius + step, 3);
    const NormalisedPage grey = normalise_page(page.image(), kPlain);
    EXPECT_EQ(find_seals(grey.ink.get(), grey.dpi).size(), 1U) << step;
  }
}

TEST(Seals, APageWithoutThemStaysAsItIs) {
  Page page(1650, 2340);
  page.print({200, 200, 1450, 2100});
  const PageImage image = page.image();
  const NormalisedPage with = normalise_page(image, kPlain), without = normalise_page(image);
  l_int32 same = 0;
  EXPECT_EQ(pixEqual(with.pix.get(), without.pix.get(), &same), 0);
  EXPECT_EQ(same, 1);
}

}  // namespace
}  // namespace codau::image
