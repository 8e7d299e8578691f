// What stands where on a page: image/layout.h.
#include "image/layout.h"

#include <gtest/gtest.h>

#include <cstdint>

#include "../support/drawing.h"
#include "image/clean.h"
#include "image/pixels.h"

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
  const Layout layout = find_layout(page);
  EXPECT_EQ(ink_in(page.ink.get(), all), ink);
  EXPECT_EQ(ink_in(page.faint.get(), all), faint);
  EXPECT_LT(ink_in(layout.print.ink.get(), all), ink);  // without its rulings
}

TEST(Layout, TellsTablesAndPageNumbers) {
  const Layout layout = find_layout(page_with_table());
  ASSERT_EQ(layout.tables.size(), 1U);
  EXPECT_EQ(layout.tables[0].rows, 2U);
  EXPECT_EQ(layout.tables[0].columns, 2U);
  ASSERT_EQ(layout.lone_marks.size(), 1U);
  EXPECT_LT(layout.lone_marks[0].bottom, 100);
  EXPECT_FALSE(layout.stamp);
}

/// The total in the last row of a table at the foot of a page is no page number.
TEST(Layout, AMarkInATableIsNoPageNumber) {
  Page page(1200, 1600);
  page.print({100, 200, 1000, 1000});
  for (const std::int32_t y : {1300, 1400, 1500}) page.bar({100, y, 1001, y + 3});
  for (const std::int32_t x : {100, 500, 1000}) page.bar({x, 1300, x + 3, 1500});
  page.print({120, 1320, 420, 1380}).print({520, 1320, 820, 1380}).bar({640, 1440, 646, 1460});
  const CleanPage copy = cleaned(page);
  const Layout layout = find_layout(copy);
  ASSERT_EQ(layout.tables.size(), 1U);
  EXPECT_FALSE(lone_marks(layout.print).empty());
  EXPECT_TRUE(layout.lone_marks.empty());
}

TEST(Layout, WhatIsReadGoes) {
  CleanPage page = page_with_table();
  const Box number = find_layout(page).lone_marks.at(0);
  wipe_read(page, {number});
  EXPECT_EQ(ink_in(page.ink.get(), number), 0);
  EXPECT_TRUE(find_layout(page).lone_marks.empty());
}

}  // namespace
}  // namespace codau::image
