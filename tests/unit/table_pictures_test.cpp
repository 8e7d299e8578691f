// Tables as drawings: specks in cells and the kinds of ruling lines that archives hold.
#include <gtest/gtest.h>

#include <vector>

#include "../support/drawing.h"
#include "image/clean.h"
#include "image/grid.h"
#include "image/stray_marks.h"

namespace codau::image {
namespace {

using testing::Page;

/// A word at 200 dpi, its feet on y 520, right end at 245, and `marks`; what is left of them.
std::int64_t left_of(const std::vector<Box>& marks) {
  Page page(1200, 1600);
  for (std::int32_t x = 200; x < 248; x += 12) {
    page.bar({x, 500, x + 4, 520}).bar({x, 517, x + 9, 520});
  }
  page.print({100, 900, 1000, 1500});  // so that thresholds are those of a page of print
  const PageImage image = page.image();
  CleanPage copy = clean(to_grey(image), image, 0);
  std::int64_t ink = 0;
  for (const Box& mark : marks) {
    pixRasterop(copy.ink.get(), mark.left, mark.top, mark.right - mark.left, mark.bottom - mark.top,
                PIX_SET, nullptr, 0, 0);
  }
  drop_stray_marks(copy, {80, 400, 700, 700});
  for (const Box& mark : marks) ink += ink_in(copy.ink.get(), mark);
  return ink;
}

TEST(StrayMarks, SpecksGo) {
  EXPECT_EQ(left_of({{400, 540, 405, 545}}), 0);  // far from all print
  EXPECT_EQ(left_of({{249, 506, 253, 510}}), 0);  // behind a letter, at half its height
  EXPECT_EQ(left_of({{192, 497, 196, 501}}), 0);  // before the first letter
}

TEST(StrayMarks, WhatBelongsToPrintStays) {
  EXPECT_EQ(left_of({{249, 516, 253, 520}}), 16);                        // a stop
  EXPECT_EQ(left_of({{249, 516, 253, 520}, {249, 506, 253, 510}}), 32);  // a colon
  EXPECT_EQ(left_of({{201, 491, 205, 495}, {213, 525, 217, 529}}), 32);  // dots of letters
  EXPECT_EQ(left_of({{400, 516, 404, 520}, {410, 516, 414, 520}, {420, 516, 424, 520}}), 48);
  EXPECT_EQ(left_of({{180, 510, 188, 513}}), 24);   // the dash of an item
  EXPECT_EQ(left_of({{400, 500, 412, 520}}), 240);  // a letter alone
}

}  // namespace
}  // namespace codau::image
