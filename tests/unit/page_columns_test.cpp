// Header and closing in two columns, and page numbers: layout/page_columns.h,
// layout/whitespace_seam.h.
#include "layout/page_columns.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "../support/drawing.h"
#include "layout/whitespace_seam.h"
#include "page/clean_page.h"
#include "segment/preprocess.h"

namespace codau::image {
namespace {

using testing::Page;

/// In the size it has, so that places can be compared.
CleanPage cleaned(Page& page) {
  const CleaningSteps steps = CleaningSteps().excluding(CleaningStep::kResample);
  const PageImage image = page.image();
  return clean_page(normalise_page(image, steps), image, steps);
}

TEST(PageColumns, PartsHeaderAndClosing) {
  Page page(1200, 1600);
  page.print({100, 100, 480, 200}).print({620, 100, 1100, 200});
  page.print({100, 300, 1100, 1200});
  page.print({100, 1280, 400, 1500}).print({700, 1280, 1100, 1450});
  const CleanPage copy = cleaned(page);
  const PageColumns columns = find_page_columns(copy, {});
  ASSERT_TRUE(columns.header);
  EXPECT_GT(columns.header->x, 470);
  EXPECT_LT(columns.header->x, 640);
  EXPECT_LT(columns.header->bottom, 300);
  EXPECT_TRUE(columns.header_seam.empty());
  ASSERT_TRUE(columns.closing);
  EXPECT_GT(columns.closing->top, 1190);
  EXPECT_LT(columns.closing->top, 1290);
}

/// A blank of its first line stands below the white of the header, and its last line is short.
TEST(PageColumns, ATitleOfTwoLinesBelongsToNoHeader) {
  Page page(1200, 1600);
  page.print({100, 100, 480, 200}).print({620, 100, 1100, 200});
  for (std::int32_t x = 100; x < 1100; x += 60) page.bar({x, 280, x + (x == 520 ? 24 : 46), 300});
  page.print({590, 320, 710, 352}).print({100, 460, 1100, 1200});
  const PageColumns columns = find_page_columns(cleaned(page), {});
  ASSERT_TRUE(columns.header);
  EXPECT_LT(columns.header->bottom, 280);
}

TEST(PageColumns, APageOfProseHasNone) {
  Page page(1200, 1600);
  page.print({100, 100, 1100, 1500});
  const PageColumns columns = find_page_columns(cleaned(page), {});
  EXPECT_FALSE(columns.header);
  EXPECT_TRUE(columns.header_seam.empty());
  EXPECT_FALSE(columns.closing);
}

TEST(PageColumns, FindsTheLoneNumberOfAPage) {
  Page page(1200, 1600);
  page.bar({596, 80, 604, 100}).print({100, 160, 1100, 1500});
  EXPECT_EQ(find_page_number_candidates(cleaned(page)).size(), 1U);
}

TEST(PageColumns, TheLastLineFarAboveTheEdgeIsANumberToo) {
  Page page(1200, 1600);
  page.print({100, 160, 1100, 1300}).bar({596, 1380, 604, 1400}).bar({40, 1590, 44, 1592});
  EXPECT_EQ(find_page_number_candidates(cleaned(page)).size(), 1U);
  Page between(1200, 1600);
  between.print({100, 160, 1100, 1300}).bar({596, 1380, 604, 1400}).print({100, 1450, 900, 1490});
  EXPECT_TRUE(find_page_number_candidates(cleaned(between)).empty());
}

TEST(PageColumns, AClosingIsPartedAboveASignatureThatCrossesIt) {
  Page page(1200, 1600);
  page.print({100, 100, 1100, 700}).print({100, 780, 400, 900}).print({700, 780, 1100, 840});
  page.bar({300, 960, 900, 966}).print({700, 1000, 1000, 1020});
  const CleanPage copy = cleaned(page);
  EXPECT_FALSE(find_page_columns(copy, {}).closing);
  const auto split = find_closing_below(copy, 770);
  ASSERT_TRUE(split);
  EXPECT_GT(split->x, 400);
  EXPECT_LT(split->x, 700);
  EXPECT_EQ(split->top, 770);
  EXPECT_FALSE(find_closing_below(copy, 300));  // text runs across
}

/// The longest of the recipients has a blank, below and above which the others have ended.
TEST(PageColumns, ABlankOfTheLongestLinePartsNoClosing) {
  Page page(1200, 1600);
  page.print({100, 300, 1100, 1200});
  page.bar({100, 1210, 1100, 1230}).bar({100, 1280, 320, 1300});
  page.bar({100, 1330, 330, 1350}).bar({362, 1330, 560, 1350});
  page.bar({100, 1380, 320, 1400}).print({640, 1280, 1100, 1420});
  const PageColumns columns = find_page_columns(cleaned(page), {});
  ASSERT_TRUE(columns.closing);
  EXPECT_GT(columns.closing->x, 560);
  EXPECT_LT(columns.closing->x, 640);
}

TEST(PageColumns, AClosingEndsAboveFootnotes) {
  Page page(1200, 1600);
  page.print({100, 100, 1100, 700}).print({100, 780, 400, 900}).print({700, 780, 1100, 940});
  for (std::int32_t x = 100; x < 1100; x += 10) {
    page.bar({x, 1206, x + 7, 1220}).bar({x, 1238, x + 7, 1252});
    if (x < 400) page.bar({x, 1270, x + 7, 1284});
  }
  const auto split = find_closing_below(cleaned(page), 770);
  ASSERT_TRUE(split);
  EXPECT_GT(split->bottom, 940);
  EXPECT_LE(split->bottom, 1206);
  Page signature(1200, 1600);  // it crosses the gap beside the last of the recipients
  signature.print({100, 100, 1100, 700}).print({100, 780, 400, 900}).print({700, 780, 1100, 840});
  signature.bar({100, 1000, 300, 1020}).bar({450, 1005, 900, 1010});
  const auto whole = find_closing_below(cleaned(signature), 770);
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->bottom, 1600);
  Page name(1200, 1600);  // a name below, and a recipient that comes near to it
  name.print({100, 100, 1100, 700}).print({100, 780, 400, 900}).print({700, 780, 1100, 840});
  name.print({100, 1000, 640, 1032}).print({700, 1100, 1000, 1132});
  const auto of_name = find_closing_below(cleaned(name), 770);
  ASSERT_TRUE(of_name);
  EXPECT_EQ(of_name->bottom, 1600);
}

/// Lines of print, each of them with a left and a right part, from y = 100 on.
struct Line {
  std::int32_t left = 0, left_end = 0, right = 0, right_end = 0;
};
Page page_with_header(const std::vector<Line>& lines) {
  Page page(1200, 1600);
  std::int32_t y = 100;
  for (const Line& line : lines) {
    page.bar({line.left, y, line.left_end, y + 20}).bar({line.right, y, line.right_end, y + 20});
    y += 40;
  }
  page.print({540, 300, 700, 332});  // the title
  page.print({100, 400, 1100, 1200});
  return page;
}

/// x of the split in a row; 0 outside of the header.
std::int32_t x_at(const std::vector<ColumnSplit>& header, std::int32_t y) {
  for (const ColumnSplit& split : header) {
    if (y >= split.top && y < split.bottom) return split.x;
  }
  return 0;
}

TEST(PageColumns, LinesOfAHeaderReachPastEachOther) {
  Page page =
      page_with_header({{200, 460, 520, 1100}, {100, 560, 640, 1000}, {220, 440, 540, 1060}});
  const std::vector<ColumnSplit> header = find_page_columns(cleaned(page), {}).header_seam;
  ASSERT_GT(header.size(), 1U);
  for (std::size_t i = 1; i < header.size(); ++i) EXPECT_EQ(header[i].top, header[i - 1].bottom);
  EXPECT_LT(header.back().bottom, 300);  // above the title
  EXPECT_GE(x_at(header, 110), 440);
  EXPECT_LE(x_at(header, 110), 520);
  EXPECT_GE(x_at(header, 150), 540);
  EXPECT_LE(x_at(header, 150), 640);
  EXPECT_GE(x_at(header, 190), 420);
  EXPECT_LE(x_at(header, 190), 540);
}

TEST(PageColumns, AHeaderWindsNoFurtherThanItsLinesMay) {
  Page page =
      page_with_header({{100, 340, 420, 1100}, {100, 700, 780, 1100}, {100, 340, 420, 1100}});
  EXPECT_TRUE(find_page_columns(cleaned(page), {}).header_seam.empty());
}

TEST(PageColumns, UprightWhiteStaysWhereItReachesAsFar) {
  Page page = page_with_header({{100, 480, 620, 1100}, {140, 440, 660, 1060}});
  const PageColumns columns = find_page_columns(cleaned(page), {});
  EXPECT_TRUE(columns.header);
  EXPECT_TRUE(columns.header_seam.empty());
}

TEST(WhitespaceSeam, EndsWhereNothingIsWhiteAndTakesNoNarrowBlank) {
  Page page(1200, 1600);
  page.bar({300, 300, 900, 400}).bar({0, 600, 590, 700}).bar({600, 600, 1200, 700});
  const CleanPage copy = cleaned(page);
  const IntegralImage ink(copy, {});
  const Box all{0, 0, ink.width(), ink.height()};
  const std::vector<std::int32_t> way = find_whitespace_seam(ink, all, 20, 10);
  EXPECT_GT(way.size(), 400U / static_cast<std::size_t>(ink.scale()));  // around the first bar
  EXPECT_LE(way.size(), 601U / static_cast<std::size_t>(ink.scale()));  // not between the others
  for (std::size_t y = 0; y < way.size(); ++y) {
    EXPECT_FALSE(ink.has_ink(way[y] - 10, static_cast<std::int32_t>(y), way[y] + 10,
                             static_cast<std::int32_t>(y) + 1));
  }
  EXPECT_TRUE(find_whitespace_seam(ink, {0, 320 / ink.scale(), ink.width(), ink.height()}, 600, 10)
                  .empty());
}

}  // namespace
}  // namespace codau::image
