#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <utility>

#include "../support/drawing.h"
#include "layout/cell_grid.h"
#include "lines/stem_pattern.h"
#include "page/clean_page.h"
#include "page/coloured_ink.h"
#include "page/despeckle.h"
#include "page/scanner_bed.h"
#include "page/skew.h"
#include "page/x_height.h"
#include "raster/binarisation.h"
#include "raster/line_image.h"
#include "raster/pixels.h"
#include "segment/preprocess.h"

namespace codau::image {
namespace {

using testing::Page;

std::uint32_t grey_at(const Pix* pix, std::int32_t x, std::int32_t y) {
  l_uint32 value = 0;
  pixGetPixel(const_cast<Pix*>(pix), x, y, &value);
  return value;
}

/// In the size it has, so that places can be compared.
CleanPage cleaned(Page& page,
                  CleaningSteps steps = CleaningSteps().excluding(CleaningStep::kResample)) {
  const PageImage image = page.image();
  return clean_page(normalise_page(image, steps), image, steps);
}

TEST(Clean, TakesRedAndBlueInkOutAndKeepsPrintUnderThem) {
  Page page(800, 1000);
  page.print({100, 100, 700, 600})
      .bar({300, 700, 500, 900}, 0xD03040)
      .bar({520, 700, 600, 900}, 0x3040C0);
  page.bar({380, 780, 420, 800}, 0x200808);  // print under the stamp, reddened by it
  const NormalisedPage grey = normalise_page(page.image());
  EXPECT_GT(grey_at(grey.pix.get(), 320, 720), 220U);
  EXPECT_GT(grey_at(grey.pix.get(), 560, 800), 220U);
  EXPECT_LT(grey_at(grey.pix.get(), 400, 790), 110U);
}

TEST(Clean, KeepsTextThatIsItselfBlue) {
  Page page(800, 1000);
  for (std::int32_t y = 100; y < 800; y += 40) page.bar({100, y, 700, y + 14}, 0x202090);
  page.bar({300, 850, 500, 950}, 0xD02020);
  const NormalisedPage grey = normalise_page(page.image());
  EXPECT_LT(grey_at(grey.pix.get(), 400, 105), 110U);
  EXPECT_GT(grey_at(grey.pix.get(), 400, 900), 180U);
}

TEST(Clean, APaletteMayHaveColours) {
  Page page(800, 1000);
  page.print({100, 100, 700, 600});
  const auto image_of = [](PixPtr pix) {
    return PageImage{.pix = std::move(pix), .width = 800, .height = 1000, .dpi = 200, .sha256 = {}};
  };
  const auto greys = [&] { return own(pixConvertTo8(page.pix(), 1)); };
  const auto colours = [&] { return own(pixOctreeQuantByPopulation(page.pix(), 4, 0)); };
  EXPECT_FALSE(has_colours(image_of(greys())));
  EXPECT_FALSE(has_colours(image_of(colours()))) << "all are grey";
  page.bar({300, 700, 500, 900}, 0xD03040);
  EXPECT_FALSE(has_colours(image_of(greys())));
  EXPECT_TRUE(has_colours(image_of(colours())));
  EXPECT_GT(grey_at(normalise_page(image_of(colours())).pix.get(), 400, 800), 220U) << "red goes";
  EXPECT_TRUE(has_colours(page.image()));
}

TEST(Clean, EvensTheGround) {
  Page page(800, 1000);
  page.bar({0, 0, 400, 1000}, 0xC8C8C8).print({100, 100, 700, 900});
  const NormalisedPage grey = normalise_page(page.image());
  EXPECT_GT(grey_at(grey.pix.get(), 40, 500), 240U);
  EXPECT_GT(grey_at(grey.pix.get(), 760, 500), 240U);
}

// White on grey paper would be parted from it where a page's threshold is found anew.
TEST(Clean, LeavesPaperWhereSomethingIsWiped) {
  Page page(800, 1000);
  page.bar({0, 0, 800, 1000}, 0xE6E6E6).print({100, 100, 700, 300});
  const PageImage image = page.image();
  NormalisedPage grey;
  grey.pix = own(pixConvertTo8(image.pix.get(), 0));
  EXPECT_EQ(estimate_paper_tone(grey.pix.get(), 128), 0xE6);
  clear_box(grey.pix.get(), {90, 90, 5000, 200}, 0xE6);
  EXPECT_EQ(grey_at(grey.pix.get(), 100, 105), 0xE6U);
  EXPECT_EQ(grey_at(grey.pix.get(), 799, 199), 0xE6U);
  EXPECT_LT(compute_otsu_threshold(grey.pix.get()), 0xE6);
}

TEST(Clean, ABoxWithoutInkIsWhatLiesAroundIt) {
  const PixPtr ink = own(pixCreate(60, 40, 1));
  const Box part{10, 5, 50, 30};
  EXPECT_EQ(shrink_to_ink(ink.get(), part), part);
  pixSetPixel(ink.get(), 20, 7, 1);
  EXPECT_EQ(shrink_to_ink(ink.get(), part), (Box{20, 7, 21, 8}));
}

TEST(Clean, SpansLettersAndNoSpecks) {
  Page page(800, 1000);
  page.bar({300, 400, 420, 440}).bar({350, 500, 380, 512}).bar({20, 900, 23, 903});
  const PageImage image = page.image();
  const NormalisedPage grey = normalise_page(image);
  const Box span = find_print_bounds(grey.ink.get(), {0, 0, 800, 1000}, 10);
  EXPECT_EQ(span, (Box{300, 400, 420, 512}));
  EXPECT_EQ(find_print_bounds(grey.ink.get(), {0, 600, 800, 1000}, 10), Box());
}

// Rulings of the page behind must not cut the cells of this one.
TEST(Clean, LeavesOutRulingsThatShineThrough) {
  Page page(1200, 1000);
  for (const std::int32_t y : {100, 300, 500}) page.bar({100, y, 1100, y + 4}, 0x202020);
  for (const std::int32_t x : {100, 600, 1096}) page.bar({x, 100, x + 4, 504}, 0x202020);
  page.bar({100, 400, 1100, 403}, 0xD6D6D6).bar({350, 100, 353, 504}, 0xD6D6D6);
  const std::vector<CellGrid> grids = [&] {
    CleanPage copy = cleaned(page);
    copy.faint_ink = binarise_at(copy.grey.get(), 225);
    return find_ruled_tables(copy, find_rulings(copy));
  }();
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].cells.size(), 4U);
}

TEST(Clean, SaysBlank) {
  EXPECT_TRUE(is_blank(normalise_page(Page(800, 1000).image())));
  Page number(1654, 2339);
  number.bar({800, 100, 812, 124});
  EXPECT_FALSE(is_blank(normalise_page(number.image())));
}

TEST(Clean, MeasuresSkewAndLeadsBoxesBack) {
  for (const double skew : {-1.5, -0.6, 0.9}) {
    Page page(1200, 1600);
    page.print({150, 150, 1050, 1400});
    page.skew(-skew);  // counter-clockwise by `skew`
    const CleanPage copy = cleaned(page);
    EXPECT_NEAR(copy.transform.skew_degrees, skew, 0.12);
  }
}

TEST(Clean, MeasuresLettersAsTheyStandOnceThePageIsUpright) {
  for (const int quarters : {0, 1, 2, 3}) {
    Page page(1654, 2339);
    for (std::int32_t y = 200; y < 2000; y += 60) {
      for (std::int32_t x = 200; x < 1400; x += 20)  // one in four with a stem
        page.bar({x, y - (x % 80 == 0 ? 9 : 0), x + 10, y + 18});
    }
    page.turn(quarters);
    const PageImage image = page.image();
    EXPECT_NEAR(clean_page(normalise_page(image, {}, (4 - quarters) % 4 * 90), image).x_height, 18,
                1)
        << quarters;
  }
}

TEST(Clean, FindsWhichWayTheLinesRun) {
  for (const int quarters : {0, 1, 2, 3}) {
    Page page(1200, 1600);
    page.print({150, 150, 1050, 1400}).turn(quarters);
    const NormalisedPage grey = normalise_page(page.image());
    const OrientationEstimate turn = estimate_orientation(grey.ink.get(), grey.dpi);
    EXPECT_TRUE(turn.is_axis_sure);
    EXPECT_EQ(turn.degrees % 180, quarters % 2 * 90) << quarters;
  }
}

TEST(Clean, BoxesGoBackThroughEveryTurn) {
  for (const int quarters : {0, 1, 2, 3}) {
    Page page(1000, 1400);
    page.bar({700, 200, 760, 230}).turn(quarters);  // stored turned clockwise by `quarters`
    const PageImage image = page.image();
    const CleanPage copy = clean_page(normalise_page(image, {}, (4 - quarters) % 4 * 90), image);
    EXPECT_GT(count_ink_pixels(copy.ink.get(), {700, 200, 760, 230}), 1500);
    const PageBox back = copy.transform.map_word_to_page({700, 200, 760, 230});
    const NormalisedPage grey = normalise_page(image);
    EXPECT_EQ(count_ink_pixels(grey.ink.get(), {back.left, back.top, back.right, back.bottom}),
              count_ink_pixels(grey.ink.get(), {0, 0, image.width, image.height}));
  }
}

TEST(Clean, SparesTheDotsOfALineThatLeansAtAnyHeight) {
  for (std::int32_t top = 100; top < 104; ++top) {
    const PixPtr ink = own(pixCreate(600, 300, 1)), grey = own(pixCreate(600, 300, 8));
    for (std::int32_t i = 0; i < 3; ++i)
      pixRasterop(ink.get(), 300 + 9 * i, top + (i > 0 ? 1 : 0), 3, 3, PIX_SET, nullptr, 0, 0);
    despeckle(ink.get(), grey.get(), 200);
    EXPECT_EQ(count_ink_pixels(ink.get(), {0, 0, 600, 300}), 27) << top;
  }
}

TEST(Clean, DropsLoneSpecksAndSparesTheDotBelow) {
  Page page(1000, 1000, 300);
  page.bar({200, 200, 220, 230}).bar({208, 236, 213, 241});  // a letter with its dot
  page.bar({600, 600, 605, 605}).bar({700, 300, 702, 302});  // dirt
  const CleanPage copy = cleaned(page);
  EXPECT_GT(count_ink_pixels(copy.ink.get(), {205, 234, 216, 243}), 0);
  EXPECT_EQ(count_ink_pixels(copy.ink.get(), {590, 590, 615, 615}), 0);
  EXPECT_EQ(count_ink_pixels(copy.ink.get(), {690, 290, 712, 312}), 0);
  EXPECT_GT(grey_at(copy.grey.get(), 602, 602), 240U);
}

TEST(Clean, DropsCloudsOfDirtAndSparesDottedLines) {
  Page page(1200, 1600, 300);
  page.print({100, 100, 1100, 500});
  for (std::int32_t x = 100; x < 700; x += 12) page.bar({x, 650, x + 5, 655});  // a dotted line
  for (std::int32_t i = 0; i < 40; ++i) {  // pairs that stand nearer to each other than to print
    const std::int32_t x = 100 + i % 8 * 110, y = 800 + i / 8 * 90;
    page.bar({x, y, x + 4, y + 4}).bar({x + 6, y + 5, x + 11, y + 9});
  }
  const CleanPage copy = cleaned(page);
  EXPECT_EQ(count_ink_pixels(copy.ink.get(), {0, 780, 1200, 1300}), 0);
  EXPECT_EQ(count_ink_pixels(copy.ink.get(), {0, 640, 1200, 660}), 50 * 25);
  EXPECT_GT(grey_at(copy.grey.get(), 102, 802), 240U);
}

TEST(Clean, RemovesScannerLinesFromTopToBottomOnly) {
  Page page(1000, 1400);
  page.print({150, 150, 850, 1200}).bar({500, 0, 505, 1400}).bar({900, 200, 904, 900});
  const NormalisedPage grey = normalise_page(page.image());
  EXPECT_EQ(count_ink_pixels(grey.ink.get(), {498, 1250, 508, 1400}), 0);
  EXPECT_GT(count_ink_pixels(grey.ink.get(), {898, 250, 908, 850}), 1000);
}

TEST(XHeight, SmallPrintIsEnlargedAndBoxesLeadBack) {
  Page page(1000, 1400, 150);
  page.print({100, 100, 900, 1300});  // strokes of 14 and 20 pixels
  const CleanPage copy = cleaned(page, {});
  EXPECT_GT(copy.transform.scale, 1.4);
  EXPECT_NEAR(copy.dpi, 150 * copy.transform.scale, 1);
  EXPECT_NEAR(copy.width, 1000 * copy.transform.scale, 2);
  const PageBox back = copy.transform.map_word_to_page({0, 0, copy.width, copy.height});
  EXPECT_NEAR(back.right, 1000, 1);
  EXPECT_NEAR(back.bottom, 1400, 1);
}

/// Grey keeps its ground, and a line between light and dark stays sharp and where it was.
TEST(XHeight, EnlargedPrintIsSharpAndInItsPlace) {
  const PixPtr grey = own(pixCreate(40, 20, 8));
  pixSetAllGray(grey.get(), 250);
  for (l_int32 y = 0; y < 20; ++y) {
    for (l_int32 x = 20; x < 40; ++x) pixSetPixel(grey.get(), x, y, 30);
  }
  const PixPtr large = upsample(grey.get(), 2.5, false);
  ASSERT_EQ(pixGetWidth(large.get()), 100);
  ASSERT_EQ(pixGetHeight(large.get()), 50);
  for (const std::int32_t y : {0, 25, 49}) {
    EXPECT_EQ(grey_at(large.get(), 10, y), 250U);
    EXPECT_EQ(grey_at(large.get(), 90, y), 30U);
    EXPECT_GT(grey_at(large.get(), 48, y), 180U);
    EXPECT_LT(grey_at(large.get(), 51, y), 100U);
  }
}

TEST(XHeight, CoarsePagesAreEnlarged) {
  EXPECT_DOUBLE_EQ(choose_resampling_factor(13, 150), 1.6);
  EXPECT_DOUBLE_EQ(choose_resampling_factor(16, 150), 1.6);
  EXPECT_DOUBLE_EQ(choose_resampling_factor(9, 100), 2.4);
  EXPECT_DOUBLE_EQ(choose_resampling_factor(5, 50), 3);
}

TEST(XHeight, FinePagesAndFewLettersStay) {
  EXPECT_EQ(choose_resampling_factor(28, 300), 1);
  EXPECT_EQ(choose_resampling_factor(22, 200), 1);
  EXPECT_EQ(choose_resampling_factor(9, 300), 1);  // what is small at 300 dpi is no small print
  EXPECT_EQ(choose_resampling_factor(24, 72), 1) << "scanned finer than it says";
  EXPECT_EQ(choose_resampling_factor(0, 100), 1);
  Page page(1000, 1400, 150);
  page.bar({100, 100, 110, 114});
  EXPECT_EQ(cleaned(page, {}).transform.scale, 1);
}

TEST(XHeight, CapitalsAndFiguresAreNotTakenForLetters) {
  Page page(1200, 1600, 200);
  for (std::int32_t y = 100; y < 1500; y += 40) {
    for (std::int32_t x = 100; x < 1100; x += 20) {
      page.bar({x, x % 3 == 0 ? y + 6 : y, x + 10, y + 20});  // two of three are capitals
    }
  }
  const NormalisedPage grey = normalise_page(page.image());
  EXPECT_EQ(estimate_x_height(find_components(grey.ink.get()), 200), 14);
}

TEST(XHeight, FiguresAloneTellOfSmallLetters) {
  Page page(1200, 1600, 200);
  for (std::int32_t y = 100; y < 1500; y += 40) {
    for (std::int32_t x = 100; x < 1100; x += 20) page.bar({x, y, x + 10, y + 20});
  }
  const NormalisedPage grey = normalise_page(page.image());
  EXPECT_EQ(estimate_x_height(find_components(grey.ink.get()), 200), 14);
}

TEST(XHeight, ManyMarksAreNoLetters) {
  Page page(1200, 1600, 200);
  for (std::int32_t y = 100; y < 500; y += 40) {
    for (std::int32_t x = 100; x < 1100; x += 20) {
      page.bar({x, x % 3 == 0 ? y : y + 6, x + 10, y + 20});  // one of three is a capital
      page.bar({x, y + 24, x + 7, y + 31});
    }
  }
  const NormalisedPage grey = normalise_page(page.image());
  EXPECT_EQ(estimate_x_height(find_components(grey.ink.get()), 200), 14);
}

/// Islands of these heights, so many of each.
std::vector<Box> components_of(const std::vector<std::pair<std::int32_t, std::size_t>>& heights) {
  std::vector<Box> out;
  for (const auto& [height, count] : heights) out.insert(out.end(), count, {0, 0, 10, height});
  return out;
}

TEST(XHeight, SpecksHaveNoCommonHeight) {
  // A page that another shines through: shreds of print, then small letters, capitals, tails.
  EXPECT_EQ(estimate_x_height(components_of({{6, 127},
                                             {7, 59},
                                             {8, 42},
                                             {9, 39},
                                             {10, 25},
                                             {11, 24},
                                             {18, 68},
                                             {19, 58},
                                             {25, 31},
                                             {26, 32}}),
                              200),
            18);
  EXPECT_EQ(estimate_x_height(
                components_of({{6, 127}, {7, 59}, {8, 42}, {9, 39}, {10, 25}, {11, 24}}), 200),
            0);
}

TEST(XHeight, PrintWithoutSerifsHasLowCapitals) {
  EXPECT_EQ(
      estimate_x_height(components_of({{20, 231}, {21, 250}, {25, 40}, {26, 100}, {27, 81}}), 200),
      21);
}

TEST(XHeight, ALineOfPrintTellsItsSize) {
  EXPECT_EQ(estimate_x_height(components_of({{15, 8}, {16, 12}, {17, 8}, {23, 9}, {24, 3}}), 200),
            16);
  EXPECT_EQ(estimate_x_height(components_of({{15, 3}, {16, 6}, {17, 3}, {23, 5}}), 200), 0);
}

TEST(XHeight, APageAtSixHundredIsReadAtThreeHundred) {
  Page page(2000, 1600, 600);
  page.print({200, 200, 1800, 1400}, 96).bar({1000, 1450, 1200, 1550});
  const CleanPage copy = cleaned(page, {});
  EXPECT_EQ(copy.width, 1000);
  EXPECT_EQ(copy.dpi, 300);
  EXPECT_GT(count_ink_pixels(copy.ink.get(), {500, 725, 600, 775}), 4900);
  const PageBox back = copy.transform.map_area_to_page({500, 725, 600, 775});
  EXPECT_EQ(back, (PageBox{1000, 1450, 1200, 1550}));
}

/// Rulings of a table with its lines at `xs` and `ys`.
void rule(Page& page, const std::vector<std::int32_t>& xs, const std::vector<std::int32_t>& ys) {
  for (const std::int32_t x : xs) page.bar({x, ys.front(), x + 2, ys.back() + 2});
  for (const std::int32_t y : ys) page.bar({xs.front(), y, xs.back() + 2, y + 2});
}

std::vector<CellGrid> grids_of(Page& page) {
  const CleanPage copy = cleaned(page);
  return find_ruled_tables(copy, find_rulings(copy));
}

TEST(CellGrid, FindsEveryCell) {
  Page page(1200, 1600);
  rule(page, {100, 200, 600, 1100}, {200, 300, 420, 500, 900});
  const std::vector<CellGrid> grids = grids_of(page);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].rows, 4U);
  EXPECT_EQ(grids[0].columns, 3U);
  ASSERT_EQ(grids[0].cells.size(), 12U);
  EXPECT_NEAR(grids[0].cells[4].box.left, 200, 4);
  EXPECT_NEAR(grids[0].cells[4].box.bottom, 420, 4);
}

TEST(CellGrid, BearsSkewAndGaps) {
  Page page(1200, 1600);
  rule(page, {100, 200, 600, 1100}, {200, 300, 420, 500, 900});
  page.bar({350, 295, 362, 305}, 0xFFFFFF).bar({595, 600, 606, 612}, 0xFFFFFF);
  page.print({220, 520, 580, 880}).print({620, 520, 1080, 880});
  page.skew(0.9);
  const std::vector<CellGrid> grids = grids_of(page);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].cells.size(), 12U);
}

/// A table of letters in 4 rows and 3 columns.
Page table_of_print() {
  Page page(1654, 2339);
  const std::vector<std::int32_t> xs{150, 300, 900, 1500}, ys{300, 800, 1300, 1700, 2100};
  rule(page, xs, ys);
  for (std::size_t r = 0; r + 1 < ys.size(); ++r) {
    for (std::size_t c = 0; c + 1 < xs.size(); ++c)
      page.print({xs[c] + 20, ys[r] + 30, xs[c + 1] - 20, ys[r + 1] - 60});
  }
  return page;
}

TEST(Dewarping, ABentTableHasTheCellsOfAFlatOne) {
  Page flat = table_of_print();
  const std::vector<CellGrid> expected = grids_of(flat);
  ASSERT_EQ(expected.size(), 1U);
  for (const auto& [high, length] : {std::pair(5.0, 900.0), std::pair(11.0, 1600.0)}) {
    Page bent = table_of_print();
    bent.wave(high, length);
    const CleanPage copy = cleaned(bent);
    EXPECT_FALSE(copy.has_perspective);
    const std::vector<CellGrid> grids = find_ruled_tables(copy, find_rulings(copy));
    ASSERT_EQ(grids.size(), 1U) << high << " " << length;
    ASSERT_EQ(grids[0].cells.size(), expected[0].cells.size());
    for (std::size_t i = 0; i < grids[0].cells.size(); ++i) {
      // Rulings that were level are; where they stand, the paper alone knew.
      const Box &cell = grids[0].cells[i].box, &other = expected[0].cells[i].box;
      EXPECT_NEAR(cell.left, other.left, 4);
      EXPECT_NEAR(cell.bottom, other.bottom, high);
      const PageBox back = copy.transform.map_word_to_page(cell);
      const double sunk = high * std::sin(6.2831853 * (back.left + back.right) / 2 / length);
      EXPECT_NEAR((back.top + back.bottom) / 2.0, (other.top + other.bottom) / 2.0 + sunk, 4);
    }
  }
}

TEST(Dewarping, PhotographsAtASlantAreDrawnStraight) {
  for (const double part : {0.03, 0.06, 0.1}) {
    Page photo = table_of_print();
    photo.slant(part);
    const CleanPage copy = cleaned(photo);
    EXPECT_TRUE(copy.has_perspective) << part;
    const std::vector<CellGrid> grids = find_ruled_tables(copy, find_rulings(copy));
    ASSERT_EQ(grids.size(), 1U) << part;
    EXPECT_EQ(grids[0].cells.size(), 12U) << part;
  }
}

TEST(Dewarping, PhotographsOfPrintAloneAreToldFromScans) {
  for (const double part : {0.06, 0.12}) {
    Page photo(1654, 2339);
    photo.print({200, 250, 1500, 2100}).slant(part);
    EXPECT_TRUE(cleaned(photo).has_perspective) << part;
  }
  for (const double skew : {0.0, 0.4, -1.5}) {
    Page scan(1654, 2339);
    scan.print({200, 250, 1500, 2100}).skew(skew);
    const CleanPage copy = cleaned(scan);
    EXPECT_FALSE(copy.has_perspective) << skew;
    EXPECT_TRUE(copy.transform.warp.empty()) << skew;
  }
  Page few(1654, 2339);
  few.print({200, 250, 900, 400}).print({700, 1500, 1500, 1600});
  EXPECT_FALSE(cleaned(few).has_perspective);
}

TEST(Dewarping, RowsThatStepFromCellToCellBendNoPage) {
  // A column of print, and on the right of it a few rows of two cells that do not stand level.
  Page page(1654, 2339);
  page.print({200, 250, 800, 1200});
  for (const auto& [y, step] :
       {std::pair(400, 7), std::pair(600, -7), std::pair(800, 7), std::pair(1000, -7)}) {
    for (std::int32_t x = 1000; x < 1460; x += 14) {
      const std::int32_t top = x < 1230 ? y : y + step;
      page.bar({x, x % 3 == 0 ? top - 6 : top, x + 9, top + 14});
    }
  }
  const CleanPage copy = cleaned(page);
  EXPECT_FALSE(copy.has_perspective);
  EXPECT_TRUE(copy.transform.warp.empty());
}

TEST(Dewarping, WhatIsDarkBesideTheSheetIsTold) {
  const auto ink_of = [](Page& page) { return normalise_page(page.image()).ink; };
  Page sheet = table_of_print();
  EXPECT_EQ(make_scanner_bed_mask(ink_of(sheet).get(), 200), nullptr);
  Page photo(1654, 2339);
  photo.bar({0, 0, 1654, 2339}).bar({100, 120, 1500, 2339}, 0xFFFFFF);  // the sheet goes on below
  photo.bar({30, 300, 60, 900}, 0xFFFFFF);                              // the grain of wood
  photo.print({200, 300, 1400, 2300}).bar({1200, 700, 1520, 703});  // a ruling runs off the sheet
  const PixPtr ink = ink_of(photo), beside = make_scanner_bed_mask(ink.get(), 200);
  ASSERT_NE(beside, nullptr);
  EXPECT_EQ(count_ink_pixels(beside.get(), {0, 0, 80, 2339}), 80 * 2339);
  EXPECT_EQ(count_ink_pixels(beside.get(), {0, 0, 1654, 100}), 1654 * 100);
  EXPECT_EQ(count_ink_pixels(beside.get(), {1520, 0, 1654, 2339}), 134 * 2339);
  EXPECT_EQ(count_ink_pixels(beside.get(), {160, 180, 1440, 2339}), 0);
}

TEST(CellGrid, MergesWhereNoRulingRuns) {
  Page page(1200, 1600);
  rule(page, {100, 200, 600, 1100}, {200, 300, 400, 500});
  page.bar({204, 299, 1099, 303}, 0xFFFFFF);  // columns 1, 2: rows 0 and 1 in one
  page.bar({599, 405, 603, 499}, 0xFFFFFF);   // last row: columns 1 and 2 in one
  const std::vector<CellGrid> grids = grids_of(page);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].rows, 3U);
  std::size_t tall = 0, broad = 0;
  for (const GridCell& cell : grids[0].cells) {
    tall += cell.row_span == 2 ? 1U : 0U;
    broad += cell.column_span == 2 ? 1U : 0U;
  }
  EXPECT_EQ(tall, 2U);
  EXPECT_EQ(broad, 1U);
  EXPECT_EQ(grids[0].cells.size(), 6U);
}

TEST(Rulings, LettersThatLookLikeLinesStay) {
  Page page(1200, 900, 300);
  for (std::int32_t i = 0; i < 5; ++i) {  // stems of a d below each other, a T beside a T
    page.bar({100, 100 + 70 * i, 106, 150 + 70 * i});
    page.bar({300 + 50 * i, 100, 350 + 50 * i, 105});
    page.bar({320 + 50 * i, 100, 330 + 50 * i, 145});
  }
  page.bar({300, 400, 560, 404});  // an underline
  const Rulings found = find_rulings(cleaned(page));
  EXPECT_TRUE(found.down.empty());
  ASSERT_EQ(found.across.size(), 1U);
  EXPECT_NEAR(found.across[0].top, 400, 4);
}

TEST(CellGrid, FramesAndTextAreNoTables) {
  Page frame(1200, 1600);
  rule(frame, {100, 600}, {200, 500});
  EXPECT_TRUE(grids_of(frame).empty());
  Page text(1200, 1600);
  text.print({100, 100, 1100, 1500});
  EXPECT_TRUE(grids_of(text).empty());
}

TEST(CellGrid, ErasesRulingsAndNothingElse) {
  Page page(1200, 1600);
  rule(page, {100, 600, 1100}, {200, 500});
  page.bar({300, 300, 360, 330});
  CleanPage copy = cleaned(page);
  erase_rulings(find_rulings(copy), copy);
  EXPECT_EQ(count_ink_pixels(copy.ink.get(), {0, 0, 1200, 1600}), 60 * 30);
}

/// A capital I with its feet, at 300 dpi.
void draw_one(Page& page, std::int32_t x) {
  page.bar({x + 6, 100, x + 12, 136}).bar({x, 100, x + 18, 103}).bar({x, 133, x + 18, 136});
}
void draw_t(Page& page, std::int32_t x) {
  page.bar({x + 14, 100, x + 20, 136}).bar({x, 100, x + 34, 104});
}

TEST(StemPattern, CountsStemsOfRomanNumerals) {
  const auto pattern = [](int stems, bool stop) {
    Page page(400, 300, 300);
    for (int i = 0; i < stems; ++i) draw_one(page, 100 + 24 * i);
    if (stop) page.bar({104 + 24 * stems, 130, 110 + 24 * stems, 136});
    return find_stem_pattern(cleaned(page), {50, 50, 350, 250});
  };
  EXPECT_EQ(pattern(1, false).stems, "|");
  EXPECT_EQ(pattern(3, false).stems, "|||");
  EXPECT_FALSE(pattern(3, false).has_full_stop);
  EXPECT_EQ(pattern(2, true).stems, "||");
  EXPECT_TRUE(pattern(2, true).has_full_stop);
}

TEST(StemPattern, LeavesSpecksOutOfTheNumeral) {
  Page page(400, 400, 300);
  draw_one(page, 100);
  draw_one(page, 124);
  page.bar({110, 300, 122, 312}).bar({320, 120, 328, 128});
  const StemPattern found = find_stem_pattern(cleaned(page), {50, 50, 350, 350});
  EXPECT_EQ(found.stems, "||");
  EXPECT_FALSE(found.has_full_stop);
  EXPECT_EQ(found.box.bottom, 136);
}

TEST(Clean, DropsASpeckWithWhiteAroundItAndKeepsAFullStop) {
  Page page(400, 300, 300);
  page.bar({100, 100, 120, 136}).bar({126, 128, 134, 136}).bar({300, 200, 308, 208});
  const CleanPage copy = cleaned(page);
  EXPECT_GT(count_ink_pixels(copy.ink.get(), {126, 128, 134, 136}), 0);
  EXPECT_EQ(count_ink_pixels(copy.ink.get(), {290, 190, 318, 218}), 0);
}

TEST(Clean, AtLowResolutionAPixelNearALetterMayBeItsTone) {
  Page page(200, 150, 150);
  page.bar({50, 50, 60, 68}).bar({54, 46, 55, 47}).bar({150, 100, 151, 101});
  const CleanPage copy = cleaned(page);
  EXPECT_EQ(count_ink_pixels(copy.ink.get(), {50, 40, 60, 49}), 1);
  EXPECT_EQ(count_ink_pixels(copy.ink.get(), {140, 90, 160, 110}), 0);
}

TEST(StemPattern, KnowsTheBarOfAT) {
  Page page(400, 300, 300);
  draw_t(page, 100);
  draw_t(page, 140);
  EXPECT_EQ(find_stem_pattern(cleaned(page), {50, 50, 350, 250}).stems, "tt");
}

/// A word of dots, as print of the page behind leaves it on a page of one bit.
void dots(Page& page, const Box& area) {
  for (std::int32_t y = area.top; y < area.bottom; y += 2) {
    for (std::int32_t x = area.left + y / 2 % 2; x < area.right; x += 3)
      page.bar({x, y, x + 1, y + 1});
  }
}

TEST(Clean, TakesPrintOfDotsOffAPageOfOneBit) {
  const Box word{300, 700, 400, 720};
  for (const bool one_bit : {true, false}) {
    Page page(800, 1000);
    page.print({100, 100, 700, 600});
    dots(page, word);
    const PageImage image = one_bit ? page.image_of_one_bit() : page.image();
    const NormalisedPage before = normalise_page(image,
                                                 CleaningSteps().excluding(CleaningStep::kSpecks)),
                         after = normalise_page(image);
    EXPECT_EQ(count_ink_pixels(after.ink.get(), word) == 0, one_bit);
    EXPECT_EQ(count_ink_pixels(after.ink.get(), {100, 100, 700, 600}),
              count_ink_pixels(before.ink.get(), {100, 100, 700, 600}));
  }
}

TEST(Clean, KeepsThePrintOfAPageOfOneBitThatIsAllThin) {
  Page page(800, 1000);
  for (std::int32_t y = 100; y < 600; y += 40) {
    for (std::int32_t x = 100; x < 700; x += 12) {
      if (x / 12 % 6 == 0) continue;  // words
      page.bar({x, y, x + 1, y + 20}).bar({x, y + 18, x + 9, y + 20});
    }
  }
  const PageImage image = page.image_of_one_bit();
  const NormalisedPage before =
                           normalise_page(image, CleaningSteps().excluding(CleaningStep::kSpecks)),
                       after = normalise_page(image);
  EXPECT_EQ(count_ink_pixels(after.ink.get(), get_bounds(after.ink.get())),
            count_ink_pixels(before.ink.get(), get_bounds(before.ink.get())));
}

}  // namespace
}  // namespace codau::image
