// Tables as drawings: specks in cells and the kinds of ruling lines that archives hold.
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "../support/drawing.h"
#include "layout/borderless_tables.h"
#include "layout/cell_grid.h"
#include "layout/torn_rulings.h"
#include "page/clean_page.h"
#include "raster/pixels.h"
#include "segment/preprocess.h"
#include "segment/rules/stray_marks.h"

namespace codau::image {
namespace {

using testing::Page;

/// A word at 200 dpi, its feet on y 520, right end at 245, and `marks`; what is left of them in two
/// cells.
std::int64_t left_of(const std::vector<Box>& marks) {
  Page page(1200, 1600);
  for (std::int32_t x = 200; x < 248; x += 12) {
    page.bar({x, 500, x + 4, 520}).bar({x, 517, x + 9, 520});
  }
  page.print({100, 900, 1000, 1500});  // so that thresholds are those of a page of print
  const PageImage image = page.image();
  CleanPage copy = clean_page(normalise_page(image), image);
  std::int64_t ink = 0;
  for (const Box& mark : marks) {
    pixRasterop(copy.ink.get(), mark.left, mark.top, mark.right - mark.left, mark.bottom - mark.top,
                PIX_SET, nullptr, 0, 0);
  }
  const std::vector<GridCell> cells{{0, 0, 1, 1, {80, 400, 700, 700}},
                                    {1, 0, 1, 1, {80, 700, 700, 860}}};
  erase_torn_rulings(copy, cells, {});
  for (const GridCell& cell : cells) erase_stray_marks(copy, cell.box);
  for (const Box& mark : marks) ink += count_ink_pixels(copy.ink.get(), mark);
  return ink;
}

TEST(StrayMarks, SpecksGo) {
  EXPECT_EQ(left_of({{400, 540, 405, 545}}), 0);  // far from all print
  EXPECT_EQ(left_of({{249, 506, 253, 510}}), 0);  // behind a letter, at half its height
  EXPECT_EQ(left_of({{255, 517, 258, 520}}), 0);  // on the line, too far behind a letter
  EXPECT_EQ(left_of({{192, 497, 196, 501}}), 0);  // before the first letter
}

TEST(StrayMarks, PiecesOfTheLinesAroundACellGo) {
  EXPECT_EQ(left_of({{84, 410, 87, 460}, {85, 470, 87, 480}, {84, 600, 87, 612}}), 0);
  EXPECT_EQ(left_of({{300, 692, 380, 695}, {400, 693, 406, 695}}), 0);
  EXPECT_EQ(left_of({{85, 500, 89, 520}}), 80);     // a letter at the edge
  EXPECT_EQ(left_of({{300, 410, 303, 460}}), 150);  // far from the edge
  std::vector<Box> letters;                         // "la" in each of six lines
  for (std::int32_t y = 410; y < 650; y += 40) {
    letters.push_back({84, y, 87, y + 24});
    letters.push_back({90, y + 8, 102, y + 24});
  }
  EXPECT_EQ(left_of(letters), 6 * (3 * 24 + 12 * 16));
}

TEST(StrayMarks, PiecesInLineWithOnesOfAnotherCellGo) {
  const Box line{84, 410, 87, 560};
  EXPECT_EQ(left_of({line, {84, 740, 87, 765}}), 0);
  EXPECT_EQ(left_of({line, {92, 740, 95, 765}}), 3 * 25);  // beside
  EXPECT_EQ(left_of({{84, 740, 87, 765}}), 3 * 25);        // in line with nothing
}

TEST(StrayMarks, PiecesOutsideTheTableGo) {
  EXPECT_EQ(left_of({{100, 864, 180, 866}, {200, 863, 206, 865}, {74, 410, 77, 480}}), 0);
  EXPECT_EQ(left_of({{100, 864, 112, 888}, {120, 864, 132, 888}}), 2 * 12 * 24);  // print below
  std::vector<Box> line;  // print above, not all of it within what is looked at
  for (std::int32_t x = 90; x < 690; x += 12) line.push_back({x, 340, x + 9, 364});
  EXPECT_EQ(left_of(line), 50 * 9 * 24);
}

TEST(StrayMarks, CornersOfLinesGo) {
  EXPECT_EQ(left_of({{84, 640, 86, 694}, {84, 692, 150, 694}}), 0);
  EXPECT_EQ(left_of({{84, 410, 86, 690}, {84, 688, 696, 690}, {694, 410, 696, 690}}), 0);
  EXPECT_GT(left_of({{300, 640, 302, 694}, {300, 692, 350, 694}}), 0);  // far from the corner
}

TEST(StrayMarks, WhatBelongsToPrintStays) {
  EXPECT_EQ(left_of({{249, 516, 253, 520}}), 16);                        // a stop
  EXPECT_EQ(left_of({{251, 517, 254, 520}}), 9);                         // what is left of one
  EXPECT_EQ(left_of({{249, 516, 253, 520}, {249, 506, 253, 510}}), 32);  // a colon
  EXPECT_EQ(left_of({{201, 491, 205, 495}, {213, 525, 217, 529}}), 32);  // dots of letters
  EXPECT_EQ(left_of({{400, 516, 404, 520}, {410, 516, 414, 520}, {420, 516, 424, 520}}), 48);
  EXPECT_EQ(left_of({{180, 510, 188, 513}}), 24);   // the dash of an item
  EXPECT_EQ(left_of({{400, 500, 412, 520}}), 240);  // a letter alone
}

/// Lines of a ruled table from x to x and y to y, drawn in dashes where `gap` is not 0.
struct Ruling {
  std::int32_t thickness = 4, dash = 8, gap = 0;
  std::uint32_t rgb = 0;
};
void draw_table(Page& page, const std::vector<std::int32_t>& xs,
                const std::vector<std::int32_t>& ys, const Ruling& ruling) {
  const std::int32_t t = ruling.thickness, step = ruling.gap == 0 ? 4000 : ruling.dash + ruling.gap;
  const std::int32_t dash = ruling.gap == 0 ? 4000 : ruling.dash;
  for (const std::int32_t y : ys) {
    for (std::int32_t x = xs.front(); x < xs.back(); x += step)
      page.bar({x, y, std::min(x + dash, xs.back() + t), y + t}, ruling.rgb);
  }
  for (const std::int32_t x : xs) {
    for (std::int32_t y = ys.front(); y < ys.back(); y += step)
      page.bar({x, y, x + t, std::min(y + dash, ys.back() + t)}, ruling.rgb);
  }
}

/// Cells of the tables on the page; print stands in two of them.
std::vector<CellGrid> grids_of(Page& page) {
  const PageImage image = page.image();
  const CleanPage copy = clean_page(normalise_page(image), image);
  return find_ruled_tables(copy, find_rulings(copy));
}

const std::vector<std::int32_t> kXs{100, 200, 600, 1100}, kYs{200, 300, 420, 540, 900};
Page& print_in_table(Page& page) {
  return page.print({220, 560, 580, 880}).print({620, 560, 1080, 880}).print({220, 320, 580, 400});
}

TEST(TablePictures, LinesBentDashedFaintOrDoubled) {
  const struct {
    const char* what;
    Ruling ruling;
    double skew;
  } kinds[] = {{"straight", {}, 0},
               {"2 degrees", {}, 2},
               {"dotted", {3, 3, 5}, 0},
               {"small dots", {2, 2, 6}, 0},
               {"dashed", {3, 12, 8}, 0},
               {"dashed, 1 degree", {3, 12, 8}, 1},
               {"thin and grey", {2, 8, 0, 0xA0A0A0}, 0.6},
               {"thin and dashed", {2, 10, 6}, 0}};
  for (const auto& kind : kinds) {
    SCOPED_TRACE(kind.what);
    Page page(1200, 1600);
    draw_table(page, kXs, kYs, kind.ruling);
    print_in_table(page).print({100, 1000, 1100, 1500}).skew(kind.skew);
    const std::vector<CellGrid> grids = grids_of(page);
    ASSERT_EQ(grids.size(), 1U);
    EXPECT_EQ(grids[0].cells.size(), 12U);
  }
  Page doubled(1200, 1600);
  draw_table(doubled, kXs, kYs, {2});
  draw_table(doubled, {106, 206, 606, 1106}, {206, 306, 426, 546, 906}, {2});
  print_in_table(doubled);
  const std::vector<CellGrid> grids = grids_of(doubled);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].cells.size(), 12U);
}

/// A line across as a page that leans a little has it, from x 100 to 1104, torn from `x` on every
/// 280 pixels.
void draw_steps(Page& page, std::int32_t y, std::int32_t x) {
  constexpr std::int32_t kStep = 280, kGap = 40;
  for (; x < 1104; x += kStep, ++y)
    page.bar({std::max(x, 100), y, std::min(x + kStep - kGap, 1104), y + 1});
}

TEST(TablePictures, DoubleLinesInSteps) {
  Page page(1200, 1600);
  for (const std::int32_t y : kYs) {
    draw_steps(page, y, 40);
    draw_steps(page, y + 5, -70);
  }
  for (const std::int32_t x : kXs) page.bar({x, 200, x + 3, 910});
  print_in_table(page);
  const PageImage image = page.image();
  const CleanPage copy =
      clean_page(normalise_page(image), image, CleaningSteps().excluding(CleaningStep::kSkew));
  const std::vector<CellGrid> grids = find_ruled_tables(copy, find_rulings(copy));
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].cells.size(), 12U);
}

/// Thin lines of a page that leans a little fade where they take the next row of pixels, above and
/// below a row of a table at the same place.
TEST(TablePictures, OfOneRowWithFadedLines) {
  Page page(1200, 1600);
  for (const std::int32_t y : {200, 300}) page.bar({100, y, 450, y + 2}).bar({530, y, 1102, y + 2});
  for (const std::int32_t x : {100, 200, 900, 1100}) page.bar({x, 200, x + 2, 302});
  page.print({220, 220, 880, 290}).print({920, 220, 1080, 290});
  const std::vector<CellGrid> grids = grids_of(page);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].cells.size(), 3U);
}

/// What the deskewing leaves over must not tear lines apart.
TEST(TablePictures, LinesStillBentAfterDeskewing) {
  for (const double degrees : {0.5, 1.0, 2.0}) {
    SCOPED_TRACE(degrees);
    Page page(1200, 1600);
    draw_table(page, kXs, kYs, {});
    print_in_table(page).print({100, 1000, 1100, 1500}).skew(degrees);
    const PageImage image = page.image();
    NormalisedPage grey = normalise_page(image);
    const std::int32_t threshold = grey.threshold;
    CleanPage copy = clean_page(std::move(grey), image);
    copy.grey = PixPtr(pixRotate(copy.grey.get(), static_cast<l_float32>(degrees * 0.01745),
                                 L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
    copy.ink = binarise_at(copy.grey.get(), threshold);
    copy.faint_ink = binarise_at(copy.grey.get(), threshold);
    const std::vector<CellGrid> grids = find_ruled_tables(copy, find_rulings(copy));
    ASSERT_EQ(grids.size(), 1U);
    EXPECT_EQ(grids[0].cells.size(), 12U);
  }
}

TEST(TablePictures, HeadersOfThreeLevelsAndADiagonal) {
  Page page(1200, 1600);
  draw_table(page, {100, 300, 500, 700, 900, 1100}, {200, 300, 400, 500, 700, 900}, {});
  page.bar({304, 300, 1099, 304}, 0xFFFFFF).bar({304, 400, 699, 404}, 0xFFFFFF);
  page.bar({300, 300, 304, 404}).bar({700, 300, 704, 404});
  page.bar({304, 298, 1104, 302}).bar({304, 398, 1104, 402});
  page.bar({500, 204, 504, 298}, 0xFFFFFF).bar({700, 204, 704, 298}, 0xFFFFFF);
  page.bar({900, 204, 904, 298}, 0xFFFFFF);  // level 1: one cell over four
  page.bar({500, 304, 504, 397}, 0xFFFFFF).bar({900, 304, 904, 397}, 0xFFFFFF);  // level 2: two
  page.bar({104, 298, 299, 304}, 0xFFFFFF).bar({104, 398, 299, 404}, 0xFFFFFF);
  for (std::int32_t i = 0; i < 195; ++i)  // a diagonal through the first header cell
    page.bar({104 + i, 204 + i * 3 / 2, 107 + i, 208 + i * 3 / 2});
  page.print({310, 520, 490, 680}).print({710, 520, 890, 680});
  const std::vector<CellGrid> grids = grids_of(page);
  ASSERT_EQ(grids.size(), 1U);
  std::size_t tall = 0, over_four = 0, over_two = 0;
  for (const GridCell& cell : grids[0].cells) {
    tall += cell.row_span == 3 ? 1U : 0U;
    over_four += cell.column_span == 4 ? 1U : 0U;
    over_two += cell.column_span == 2 ? 1U : 0U;
  }
  EXPECT_EQ(grids[0].cells.size(), 1U + 1 + 2 + 4 + 10);
  EXPECT_EQ(tall, 1U);
  EXPECT_EQ(over_four, 1U);
  EXPECT_EQ(over_two, 2U);
}

std::vector<CellGrid> open_tables_of(Page& page) {
  const PageImage image = page.image();
  return add_borderless_tables(clean_page(normalise_page(image), image), {}, {});
}

TEST(TablePictures, LeadersOfDotsAreNoLines) {
  Page page(1200, 1600);
  for (std::int32_t y = 200; y < 1200; y += 60) {
    page.print({100, y, 400, y + 32});
    for (std::int32_t x = 410; x < 1000; x += 10) page.bar({x, y + 16, x + 4, y + 20});
    page.print({1020, y, 1060, y + 32});
  }
  const PageImage image = page.image();
  const CleanPage copy = clean_page(normalise_page(image), image);
  EXPECT_TRUE(find_rulings(copy).across.empty());
}

/// Dots that the halving of a large picture thickens.
TEST(TablePictures, DotsOfALargePicture) {
  Page page(1800, 2400, 300);
  draw_table(page, {150, 300, 900, 1650}, {300, 450, 630, 810, 1350}, {7, 7, 8});
  page.print({330, 840, 870, 1320}).print({930, 840, 1620, 1320});
  const std::vector<CellGrid> grids = grids_of(page);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].cells.size(), 12U);
}

/// Dots of letters below each other are no line: print stands beside them.
TEST(TablePictures, DotsOfLettersInADottedTable) {
  Page page(1200, 1600);
  draw_table(page, kXs, kYs, {3, 3, 5});
  print_in_table(page);
  for (std::int32_t y = 304; y < 412; y += 18) {
    page.bar({700, y, 703, y + 4}).bar({708, y, 714, y + 12}).bar({688, y, 694, y + 12});
  }
  const std::vector<CellGrid> grids = grids_of(page);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].cells.size(), 12U);
}

/// Of thin print of one bit little but its stems is left.
TEST(TablePictures, StemsOfBrokenPrintAreNoDashes) {
  Page page(1200, 1600);
  draw_table(page, kXs, kYs, {3});
  print_in_table(page);
  for (const std::int32_t y : {310, 340, 370}) {
    for (std::int32_t x = 620; x < 1080; x += 9) page.bar({x, y, x + 2, y + 14});
  }
  const PageImage image = page.image_of_one_bit();
  const CleanPage copy = clean_page(normalise_page(image), image);
  EXPECT_EQ(find_rulings(copy).across.size(), kYs.size());
}

constexpr Ruling kBehind{4, 8, 0, 0xB4B4B4};

/// The page has no line of its own that they could be compared with.
TEST(TablePictures, LinesOfTheSheetBehindProse) {
  Page page(1200, 1600);
  draw_table(page, kXs, kYs, kBehind);
  page.print({100, 100, 1100, 1500});
  EXPECT_TRUE(grids_of(page).empty());
}

/// Print that crosses a line is as dark as a line of the page's own.
TEST(TablePictures, LinesOfTheSheetBehindPrintInATable) {
  Page page(1200, 1600);
  draw_table(page, {250, 420, 800}, {560, 700, 880}, kBehind);
  draw_table(page, kXs, kYs, {});
  print_in_table(page);
  const std::vector<CellGrid> grids = grids_of(page);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].cells.size(), 12U);
}

TEST(BorderlessTables, ColumnsOfLinesBelowEachOther) {
  Page page(1200, 1600);
  page.print({100, 100, 1100, 400});
  for (std::int32_t y = 500; y < 1000; y += 80) {
    page.print({100, y, 160, y + 40}).print({260, y, 700, y + 70}).print({800, y, 1000, y + 40});
  }
  page.print({100, 1050, 1100, 1500});
  const std::vector<CellGrid> grids = open_tables_of(page);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].columns, 3U);
  EXPECT_EQ(grids[0].rows, 7U);  // the middle column has two lines a row
  EXPECT_GT(grids[0].box.top, 400);
  EXPECT_LT(grids[0].box.bottom, 1050);
  EXPECT_NEAR(grids[0].cells[1].box.left, 210, 40);
}

/// Cells stand in the middle of their rows, an ordinal beside the second of three lines: the lines
/// of one column stand beside the white of another.
TEST(BorderlessTables, CellsInTheMiddleOfTheirRows) {
  Page page(1200, 1600);
  page.print({100, 100, 1100, 400});
  std::int32_t y = 500;
  for (const std::int32_t lines : {3, 2, 4, 3, 1, 3}) {
    const std::int32_t middle = y + 16 * lines;
    page.print({260, y, 700, y + 32 * lines}).print({800, middle - 16, 1000, middle + 16});
    page.print({100, middle - 16, 160, middle + 16});
    y += 32 * lines + 20;
  }
  page.print({100, y + 60, 1100, 1500});
  const std::vector<CellGrid> grids = open_tables_of(page);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].columns, 3U);
  EXPECT_EQ(grids[0].rows, 6U);
  EXPECT_LT(grids[0].box.top, 500);
  EXPECT_GT(grids[0].box.bottom, y - 32);
}

/// Tones reach into the rows of tall letters, and stand below a column of the table.
TEST(BorderlessTables, TonesOfTheLineBelowAreNoRow) {
  Page page(1200, 1600);
  for (std::int32_t y = 500; y < 960; y += 80)
    page.print({100, y, 160, y + 40}).print({260, y, 700, y + 40}).print({800, y, 1000, y + 40});
  for (std::int32_t x = 90; x < 1000; x += 24)
    page.bar({x, 988, x + 8, 1020}).bar({x + 12, 998, x + 20, 1020});
  page.bar({342, 982, 350, 992}).bar({510, 982, 518, 992});
  const std::vector<CellGrid> grids = open_tables_of(page);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].rows, 6U);
  EXPECT_LT(grids[0].box.bottom, 982);
}

TEST(BorderlessTables, ACaptionIsNoRow) {
  Page page(1200, 1600);
  page.print({320, 464, 480, 496});
  for (std::int32_t y = 504; y < 1000; y += 80)
    page.print({100, y, 160, y + 40}).print({260, y, 700, y + 40}).print({800, y, 1000, y + 40});
  const std::vector<CellGrid> grids = open_tables_of(page);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].rows, 7U);
  EXPECT_GT(grids[0].box.top, 490);
}

TEST(BorderlessTables, ProseHeadersAndSignaturesAreNone) {
  Page page(1200, 1600);
  page.print({100, 100, 480, 240}).print({620, 100, 1100, 240});
  page.print({100, 300, 1100, 900});
  for (std::int32_t y = 920; y < 1100; y += 32)
    page.print({140, y, 160, y + 32}).print({230, y, 1000, y + 32});
  page.print({100, 1200, 400, 1500}).print({700, 1200, 1100, 1400});
  EXPECT_TRUE(open_tables_of(page).empty());
}

}  // namespace
}  // namespace codau::image
