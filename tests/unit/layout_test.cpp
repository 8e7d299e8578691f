// What stands where on a page: layout/layout.h.
#include "layout/layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>

#include "../support/drawing.h"
#include "raster/pixels.h"
#include "segment/clean.h"

namespace codau::image {
namespace {

using testing::Page;

CleanPage cleaned(Page& page) {
  const PageImage image = page.image();
  return clean(to_grey(image), image, 0);
}

/// A table of two rows and two columns with print in all cells, lines of print above it, and a page
/// number.
CleanPage page_with_table() {
  Page page(1200, 1600);
  page.bar({590, 60, 596, 80}).print({100, 200, 1000, 600});
  for (const std::int32_t y : {800, 1000, 1200}) page.bar({100, y, 1001, y + 3});
  for (const std::int32_t x : {100, 500, 1000}) page.bar({x, 800, x + 3, 1200});
  for (const std::int32_t x : {120, 520}) {
    page.print({x, 820, x + 300, 960}).print({x, 1020, x + 300, 1160});
  }
  return cleaned(page);
}

TEST(Layout, ThePageStaysAsItIs) {
  const CleanPage page = page_with_table();
  const Box all{0, 0, page.width, page.height};
  const std::int64_t ink = ink_in(page.ink.get(), all), faint = ink_in(page.faint.get(), all);
  const Layout layout = analyse(page);
  EXPECT_EQ(ink_in(page.ink.get(), all), ink);
  EXPECT_EQ(ink_in(page.faint.get(), all), faint);
  EXPECT_LT(ink_in(layout.print.ink.get(), all), ink);  // without its rulings
}

TEST(Layout, TellsTablesAndPageNumbers) {
  const Layout layout = analyse(page_with_table());
  ASSERT_EQ(layout.tables.size(), 1U);
  EXPECT_EQ(layout.tables[0].rows, 2U);
  EXPECT_EQ(layout.tables[0].columns, 2U);
  ASSERT_EQ(layout.lone_marks.size(), 1U);
  EXPECT_LT(layout.lone_marks[0].bottom, 100);
  EXPECT_FALSE(find_stamp(page_with_table()));
}

TEST(Layout, NamesItsRegionsByKind) {
  CleanPage page = page_with_table();
  page.taken_out = {{RegionKind::kStreak, {10, 0, 14, 1600}}};
  const Regions regions = regions_of(analyse(page));
  const auto count = [&regions](RegionKind kind) {
    return std::ranges::count(regions, kind, &Region::kind);
  };
  EXPECT_EQ(count(RegionKind::kStreak), 1);
  EXPECT_EQ(count(RegionKind::kTable), 1);
  EXPECT_EQ(count(RegionKind::kRuling), 6);
  EXPECT_EQ(count(RegionKind::kPageNumber), 1);
  EXPECT_EQ(count(RegionKind::kClosing), 0);
}

/// The total in the last row of a table at the foot of a page is no page number.
TEST(Layout, AMarkInATableIsNoPageNumber) {
  Page page(1200, 1600);
  page.print({100, 200, 1000, 1000});
  for (const std::int32_t y : {1300, 1400, 1500}) page.bar({100, y, 1001, y + 3});
  for (const std::int32_t x : {100, 500, 1000}) page.bar({x, 1300, x + 3, 1500});
  page.print({120, 1320, 420, 1380}).print({520, 1320, 820, 1380}).bar({640, 1440, 646, 1460});
  const CleanPage copy = cleaned(page);
  const Layout layout = analyse(copy);
  ASSERT_EQ(layout.tables.size(), 1U);
  EXPECT_FALSE(lone_marks(layout.print).empty());
  EXPECT_TRUE(layout.lone_marks.empty());
}

TEST(Layout, WhatIsReadGoes) {
  const CleanPage page = page_with_table();
  const Box number = analyse(page).lone_marks.at(0);
  const CleanPage rest = without({number}, page);
  EXPECT_EQ(ink_in(rest.ink.get(), number), 0);
  EXPECT_GT(ink_in(page.ink.get(), number), 0);
  EXPECT_TRUE(analyse(rest).lone_marks.empty());
}

}  // namespace
}  // namespace codau::image
