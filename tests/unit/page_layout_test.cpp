// What stands where on a page: layout/page_layout.h.
#include "layout/page_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>

#include "../support/drawing.h"
#include "page/clean_page.h"
#include "raster/pixels.h"
#include "segment/preprocess.h"

namespace codau::image {
namespace {

using testing::Page;

CleanPage cleaned(Page& page) {
  const PageImage image = page.image();
  return clean_page(normalise_page(image), image);
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

TEST(PageLayout, ThePageStaysAsItIs) {
  const CleanPage page = page_with_table();
  const Box all{0, 0, page.width, page.height};
  const std::int64_t ink = count_ink_pixels(page.ink.get(), all),
                     faint = count_ink_pixels(page.faint_ink.get(), all);
  const PageLayout layout = analyse_layout(page);
  EXPECT_EQ(count_ink_pixels(page.ink.get(), all), ink);
  EXPECT_EQ(count_ink_pixels(page.faint_ink.get(), all), faint);
  EXPECT_LT(count_ink_pixels(layout.print_only.ink.get(), all), ink);  // without its rulings
}

TEST(PageLayout, TellsTablesAndPageNumbers) {
  const PageLayout layout = analyse_layout(page_with_table());
  ASSERT_EQ(layout.tables.size(), 1U);
  EXPECT_EQ(layout.tables[0].rows, 2U);
  EXPECT_EQ(layout.tables[0].columns, 2U);
  ASSERT_EQ(layout.page_number_candidates.size(), 1U);
  EXPECT_LT(layout.page_number_candidates[0].bottom, 100);
  EXPECT_FALSE(detect_arrival_stamp(page_with_table()));
}

TEST(PageLayout, NamesItsRegionsByKind) {
  CleanPage page = page_with_table();
  page.removed_regions = {{RegionKind::kStreak, {10, 0, 14, 1600}}};
  const Regions regions = list_regions(analyse_layout(page));
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
TEST(PageLayout, AMarkInATableIsNoPageNumber) {
  Page page(1200, 1600);
  page.print({100, 200, 1000, 1000});
  for (const std::int32_t y : {1300, 1400, 1500}) page.bar({100, y, 1001, y + 3});
  for (const std::int32_t x : {100, 500, 1000}) page.bar({x, 1300, x + 3, 1500});
  page.print({120, 1320, 420, 1380}).print({520, 1320, 820, 1380}).bar({640, 1440, 646, 1460});
  const CleanPage copy = cleaned(page);
  const PageLayout layout = analyse_layout(copy);
  ASSERT_EQ(layout.tables.size(), 1U);
  EXPECT_FALSE(find_page_number_candidates(layout.print_only).empty());
  EXPECT_TRUE(layout.page_number_candidates.empty());
}

TEST(PageLayout, WhatIsReadGoes) {
  CleanPage page = page_with_table();
  const Box number = analyse_layout(page).page_number_candidates.at(0);
  EXPECT_GT(count_ink_pixels(page.ink.get(), number), 0);
  clear_areas({number}, page);
  EXPECT_EQ(count_ink_pixels(page.ink.get(), number), 0);
  EXPECT_TRUE(analyse_layout(page).page_number_candidates.empty());
}

}  // namespace
}  // namespace codau::image
