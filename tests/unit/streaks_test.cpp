#include "segment/rules/streaks.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "../support/drawing.h"
#include "page/clean_page.h"
#include "raster/pixels.h"
#include "raster/regions.h"
#include "raster/theil_sen_line.h"
#include "segment/preprocess.h"
#include "segment/rules/hidden_rulings.h"
#include "segment/rules/streak_removal.h"

namespace codau::image {
namespace {

using testing::Page;

constexpr std::int32_t kWidth = 1650, kHeight = 2340;
constexpr std::uint32_t kGrey = 0x969696;

NormalisedPage grey_of(Page& page) {
  return normalise_page(page.image(), CleaningSteps().excluding(CleaningStep::kStreaks));
}

std::vector<Streak> streaks_of(Page& page) {
  const NormalisedPage grey = grey_of(page);
  return find_streaks(grey.ink.get(), grey.dpi);
}

/// Without its streaks.
NormalisedPage cleared(Page& page) {
  NormalisedPage grey = grey_of(page);
  for (const Streak& streak : find_streaks(grey.ink.get(), grey.dpi)) erase_streak(streak, grey);
  return grey;
}

Page printed() {
  Page page(kWidth, kHeight);
  page.print({200, 200, 1450, 2100});
  return page;
}

TEST(TheilSenLine, PointsAtOnePlaceAlongTheLineSayNothingOfItsSlope) {
  const auto line = fit_theil_sen_line({{0, 0}, {5, 7}, {5, 5}, {5, 5}}, 3, 0.1);
  ASSERT_TRUE(line);
  EXPECT_EQ(line->slope, 1);
  EXPECT_EQ(line->intercept, 0);
  EXPECT_FALSE(fit_theil_sen_line({{3, 1}, {3, 1}}, 0, 0.1));
}

TEST(Streaks, AreRegionsOfTheCleanCopy) {
  Page page = printed();
  page.bar({700, 0, 704, kHeight});
  const PageImage image = page.image();
  const CleanPage copy = clean_page(normalise_page(image), image);
  ASSERT_EQ(copy.removed_regions.size(), 1U);
  EXPECT_EQ(copy.removed_regions[0].kind, RegionKind::kStreak);
  const Box& box = copy.removed_regions[0].box;
  EXPECT_NEAR(box.left, 700, 4);
  EXPECT_NEAR(box.right, 704, 4);
  EXPECT_LE(box.top, 200);
  EXPECT_GE(box.bottom, 2100);
}

TEST(Streaks, AreTakenOutOfAPageThatIsStoredOnItsSide) {
  for (const int quarters : {1, 3}) {
    Page page = printed();
    page.bar({700, 0, 704, kHeight});
    page.turn(quarters);
    const PageImage image = page.image();
    const CleanPage copy = clean_page(normalise_page(image, {}, 360 - 90 * quarters), image);
    ASSERT_EQ(copy.removed_regions.size(), 1U) << quarters;
    EXPECT_NEAR(copy.removed_regions[0].box.left, 700, 4);
    EXPECT_NEAR(copy.removed_regions[0].box.right, 704, 4);
    EXPECT_EQ(count_ink_pixels(copy.ink.get(), {699, 0, 705, 190}), 0);
    EXPECT_GT(count_ink_pixels(copy.ink.get(), {200, 200, 690, 2100}), 10'000);
    ASSERT_FALSE(copy.lost_areas.empty());
    EXPECT_NEAR(copy.lost_areas.front().left, 700, 4);
  }
}

TEST(Streaks, AreFoundThroughPrint) {
  Page page = printed();
  page.bar({700, 0, 704, kHeight});
  const std::vector<Streak> found = streaks_of(page);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].left.at(0), 700, 0.5);
  EXPECT_EQ(found[0].width, 4);
  EXPECT_EQ(found[0].rows, (std::vector<Rows>{{0, kHeight}}));
}

TEST(Streaks, WhereTheyLayPrintMayBeLost) {
  const std::vector<Box> lost = list_lost_areas({{100, 0}, 4, {{0, 30}, {50, 60}}}, 200);
  EXPECT_EQ(lost, (std::vector<Box>{{100, 0, 104, 20}, {100, 20, 104, 30}, {100, 50, 104, 60}}));
  EXPECT_EQ(to_page_pixels({100, 0, 104, 30}, 0.5), (PageBox{200, 0, 208, 60}));
  Page page = printed();
  page.bar({700, 0, 704, kHeight});
  const PageImage image = page.image();
  const CleanPage copy = clean_page(normalise_page(image, {}, 180), image);
  ASSERT_FALSE(copy.lost_areas.empty());
  for (const Box& box : copy.lost_areas) EXPECT_NEAR(box.left, kWidth - 704, 2);
}

TEST(Streaks, LeanAndBreakOff) {
  Page page = printed();
  for (std::int32_t y = 300; y < kHeight; ++y) {
    if (y < 1000 || y >= 1200) page.bar({800 + y / 200, y, 803 + y / 200, y + 1});
  }
  const std::vector<Streak> found = streaks_of(page);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].left.at(kHeight), 811, 1.5);
  ASSERT_EQ(found[0].rows.size(), 2U);
  EXPECT_NEAR(found[0].rows[0].top, 300, 20);  // stems that stand on the line go with it
  EXPECT_NEAR(found[0].rows[0].bottom, 1000, 20);
}

TEST(Streaks, RunSideBySide) {
  Page page = printed();
  page.bar({700, 0, 704, kHeight}).bar({717, 0, 722, kHeight});
  std::vector<Streak> found = streaks_of(page);
  std::ranges::sort(found, {}, [](const Streak& one) { return one.left.intercept; });
  ASSERT_EQ(found.size(), 2U);
  EXPECT_NEAR(found[0].left.at(0), 700, 1);
  EXPECT_NEAR(found[1].left.at(0), 717, 1);
  EXPECT_EQ(found[0].width, 4);
  EXPECT_EQ(found[1].width, 5);
}

TEST(Streaks, FadeTowardsTheEdge) {
  Page page = printed();
  for (std::int32_t y = 0; y < 200; y += 26) page.bar({700, y, 704, y + 8});  // holes of 18 rows
  page.bar({700, 200, 704, 2000});
  const std::vector<Streak> found = streaks_of(page);
  ASSERT_EQ(found.size(), 1U);
  ASSERT_FALSE(found[0].rows.empty());
  EXPECT_EQ(found[0].rows.front().top, 0);
  EXPECT_GE(found[0].rows.back().bottom, 2000);
}

/// A table of three columns, a line across every `step` rows.
Page ruled(const Rows& rows, std::int32_t step) {
  Page page(kWidth, kHeight);
  for (const std::int32_t x : {150, 600, 1000, 1500}) page.bar({x, rows.top, x + 3, rows.bottom});
  for (std::int32_t y = rows.top; y <= rows.bottom; y += step) page.bar({150, y, 1503, y + 3});
  return page;
}

TEST(Streaks, CrossRulingsAndAreNone) {
  Page page = ruled({90, 2260}, 217);
  EXPECT_TRUE(streaks_of(page).empty());
  page = ruled({90, 2260}, 217);
  page.bar({604, 0, 609, kHeight});
  const std::vector<Streak> found = streaks_of(page);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].left.at(0), 604, 1);
}

TEST(Streaks, BreakOffInFrontOfBothEdges) {
  Page page = ruled({300, 1900}, 200);
  page.print({160, 120, 1490, 220}).bar({800, 140, 804, 1960});
  const std::vector<Streak> found = streaks_of(page);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].left.at(0), 800, 1);
}

TEST(Streaks, LinesDownOfATableWithoutLinesAcrossAreNone) {
  Page page(kWidth, kHeight);
  for (const std::int32_t x : {150, 600, 1000, 1500}) page.bar({x, 300, x + 3, 1900});
  page.print({160, 310, 1490, 1890});
  EXPECT_TRUE(streaks_of(page).empty());
}

TEST(Streaks, BlackBesideTheSheetIsNone) {
  Page page = printed();
  page.bar({0, 0, 60, kHeight});
  EXPECT_TRUE(streaks_of(page).empty());
}

TEST(Streaks, RulingsThatEndInFrontOfABlackEdgeAreNone) {
  for (const std::size_t streaks : {0U, 1U}) {
    Page page = printed();
    page.bar({0, 0, kWidth, 70}).bar({0, 2280, kWidth, kHeight});
    for (const std::int32_t x : {150, 600, 1500}) page.bar({x, 150, x + 3, 2200});
    if (streaks > 0) page.bar({1000, 0, 1004, kHeight});
    EXPECT_EQ(streaks_of(page).size(), streaks);
  }
}

class StreakRemoval : public ::testing::Test {
 protected:
  Page page_ = printed();
  static bool inked(const NormalisedPage& grey, std::int32_t x, std::int32_t y) {
    return count_ink_pixels(grey.ink.get(), {x, y, x + 1, y + 1}) == 1;
  }
};

TEST_F(StreakRemoval, AStrokeThatCrossesStays) {
  page_.bar({660, 60, 760, 64}).bar({700, 0, 705, kHeight});
  const NormalisedPage grey = cleared(page_);
  EXPECT_EQ(count_ink_pixels(grey.ink.get(), {660, 50, 760, 80}), 400);
  EXPECT_EQ(count_ink_pixels(grey.ink.get(), {695, 100, 710, 190}), 0);
}

TEST_F(StreakRemoval, ASlantedStrokeIsDrawnOn) {
  for (std::int32_t x = 680; x < 730; ++x) page_.bar({x, 100 - (x - 680), x + 1, 105 - (x - 680)});
  page_.bar({700, 0, 705, kHeight});
  const NormalisedPage grey = cleared(page_);
  for (std::int32_t x = 699; x < 706; ++x) EXPECT_TRUE(inked(grey, x, 102 - (x - 680))) << x;
  EXPECT_FALSE(inked(grey, 702, 60));
  EXPECT_FALSE(inked(grey, 702, 95));
}

TEST_F(StreakRemoval, PrintIsSeenThroughAPaleStreak) {
  page_.bar({700, 0, 710, kHeight}, kGrey).bar({702, 60, 706, 90}, 0x202020);
  const NormalisedPage grey = cleared(page_);
  EXPECT_EQ(count_ink_pixels(grey.ink.get(), {690, 50, 720, 100}), 4 * 30);
}

TEST_F(StreakRemoval, WherePrintEndsAStreakThatBreaksOffIsLeftAlone) {
  for (std::int32_t y = 0; y < kHeight; ++y) {
    if (y < 1500) page_.bar({700, y, 704, y + 1});
  }
  page_.bar({699, 2150, 705, 2180});
  const NormalisedPage grey = cleared(page_);
  EXPECT_EQ(count_ink_pixels(grey.ink.get(), {690, 2140, 720, 2190}), 6 * 30);
}

/// A table of three columns and six rows, print in its cells at 60 pixels from their left.
class HiddenRulings : public ::testing::Test {
 protected:
  static constexpr std::int32_t kTop = 400, kRow = 120, kBottom = kTop + 6 * kRow;
  Page page_{kWidth, kHeight};

  void SetUp() override {
    for (const std::int32_t x : {300, 600, 900, 1400}) page_.bar({x, kTop, x + 3, kBottom + 3});
    for (std::int32_t y = kTop; y <= kBottom; y += kRow) {
      page_.bar({300, y, 1403, y + 3});
      if (y == kBottom) break;
      for (const std::int32_t x : {360, 660, 960}) page_.print({x, y + 40, x + 200, y + 80});
    }
  }
  /// Rows of the table in which what lay under a streak from `x` on is drawn.
  std::int32_t rows_drawn(std::int32_t x, std::int32_t width) {
    page_.bar({x, 0, x + width, kHeight});
    const NormalisedPage grey = normalise_page(page_.image());
    EXPECT_EQ(count_ink_pixels(grey.ink.get(), {x, 0, x + width, kTop - 20}), 0);
    std::int32_t out = 0;
    for (std::int32_t y = kTop + 10; y < kBottom; ++y)
      out += count_ink_pixels(grey.ink.get(), {x, y, x + width, y + 1}) > 0 ? 1 : 0;
    return out;
  }
};

TEST_F(HiddenRulings, ALineBetweenColumnsIsDrawnBack) { EXPECT_GT(rows_drawn(596, 10), 700); }

TEST_F(HiddenRulings, TheSideOfATableIsDrawnBack) { EXPECT_GT(rows_drawn(297, 10), 700); }

TEST_F(HiddenRulings, PrintIsNotParted) { EXPECT_LT(rows_drawn(720, 10), 200); }

TEST_F(HiddenRulings, NorWhereNoPrintStandsAtOneSide) { EXPECT_LT(rows_drawn(1250, 10), 50); }

TEST_F(HiddenRulings, NorCloseToTheSideOfATable) { EXPECT_LT(rows_drawn(320, 4), 50); }

TEST_F(HiddenRulings, NorBesideALineThatIsSeen) { EXPECT_LT(rows_drawn(607, 4), 50); }

}  // namespace
}  // namespace codau::image
