#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "../support/drawing.h"
#include "page/clean_page.h"
#include "raster/pixels.h"
#include "views/canvas.h"
#include "views/overlay.h"
#include "views/step_pictures.h"

namespace codau::image {
namespace {

using testing::Page;

PixPtr from_png(const std::string& bytes) {
  return PixPtr(pixReadMemPng(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size()));
}

std::uint32_t colour_at(const PixPtr& pix, std::int32_t x, std::int32_t y) {
  const PixPtr rgb(pixConvertTo32(pix.get()));
  l_uint32 value = 0;
  pixGetPixel(rgb.get(), x, y, &value);
  return value >> 8U;
}

/// One page of 1,000 × 1,400 pixels: a sure word, a wrong one, and a table of 1 × 2 cells.
OcrPage page_read() {
  OcrPage page;
  page.number = 1;
  page.width = 1000;
  page.height = 1400;
  page.words = {{{0, 4}, {100, 200, 200, 240}, 0.99}, {{5, 9}, {300, 200, 400, 240}, 0.2}};
  page.lines = {{{0, 2}, {100, 200, 400, 240}}};
  page.cells = {{0, 0, 1, 1, {1, 1}, {100, 600, 500, 700}},
                {0, 1, 1, 1, {1, 1}, {500, 600, 900, 700}}};
  page.tables = {{1, 2, {0, 2}, {100, 600, 900, 700}}};
  page.blocks = {{Role::kBody, {0, 1}, {}, {100, 200, 400, 240}},
                 {Role::kTable, {1, 1}, 0U, {100, 600, 900, 700}}};
  return page;
}

TEST(Canvas, KeepsItsColoursInTheFile) {
  Canvas canvas(60, 30);
  canvas.fill_box({0, 0, 20, 30}, Tint::kWrong);
  canvas.fill_box({20, 0, 40, 30}, Tint::kWhite, 0);
  canvas.tint_box({20, 0, 60, 30}, Tint::kSure);
  const PixPtr pix = from_png(canvas.encode_png());
  ASSERT_TRUE(pix);
  EXPECT_EQ(pixGetDepth(pix.get()), 8);
  EXPECT_EQ(colour_at(pix, 10, 10), to_rgb(Tint::kWrong));
  EXPECT_EQ(colour_at(pix, 30, 10), 0U) << "print stays dark under a tint";
  EXPECT_EQ(colour_at(pix, 50, 10), to_rgb(Tint::kSure));
}

TEST(Canvas, WritesVietnamese) {
  Canvas canvas(200, 40);
  canvas.draw_text(0, 0, U"Ộ");
  const PixPtr pix = canvas.render_pix();
  std::int32_t highest = 40, lowest = 0;
  for (std::int32_t y = 0; y < 40; ++y) {
    for (std::int32_t x = 0; x < 20; ++x) {
      if (colour_at(pix, x, y) != 0) continue;
      highest = std::min(highest, y);
      lowest = std::max(lowest, y);
    }
  }
  EXPECT_GE(lowest - highest, 15) << "with a circumflex above and a dot below";
  EXPECT_EQ(measure_text_width(U"\u4e00"), 0) << "no glyph";
  EXPECT_EQ(format_number(-0.744, 2), U"-0.74");
}

TEST(Canvas, DrawsNothingOutside) {
  Canvas canvas(10, 10);
  canvas.fill_box({-5, -5, 50, 50}, Tint::kRed);
  canvas.tint_box({5, 5, 500, 500}, Tint::kBlue);
  canvas.draw_outline({-3, 2, 30, 30}, Tint::kTable, 50);
  canvas.draw_text(-4, -4, U"AAAA");
  canvas.paste_picture(Page(30, 30).pix(), -10, 8);
  EXPECT_EQ(pixGetWidth(from_png(canvas.encode_png()).get()), 10);
}

TEST(Overlay, TintsWordsAndFramesCellsAndBlocks) {
  const PixPtr pix = draw_overlay(Page(1000, 1400).image(), page_read()).render_pix();
  ASSERT_EQ(pixGetWidth(pix.get()), 1000);
  ASSERT_EQ(pixGetHeight(pix.get()), 1400 + kOverlayLegendRows);
  const auto at = [&](std::int32_t x, std::int32_t y) {
    return colour_at(pix, x, y + kOverlayLegendRows);
  };
  EXPECT_EQ(at(150, 220), to_rgb(Tint::kSure));
  EXPECT_EQ(at(350, 220), to_rgb(Tint::kWrong));
  EXPECT_EQ(at(250, 220), to_rgb(Tint::kWhite)) << "between the words";
  EXPECT_EQ(at(250, 197), to_rgb(Tint::kBlock)) << "above the block";
  EXPECT_EQ(at(300, 601), to_rgb(Tint::kTable));
  EXPECT_EQ(at(500, 650), to_rgb(Tint::kTable)) << "between the cells";
  EXPECT_EQ(at(300, 650), to_rgb(Tint::kWhite));
}

TEST(Overlay, TurnsAPageUpright) {
  OcrPage page = page_read();
  page.rotation = 90;
  page.width = 1400;  // as it came: the boxes are those of page_read() turned the other way
  page.height = 1000;
  page.cells.clear();
  page.tables.clear();
  page.blocks.clear();
  page.words[0].box = {200, 800, 240, 900};
  page.words[1].box = {200, 600, 240, 700};
  const PixPtr pix = draw_overlay(Page(1400, 1000).image(), page).render_pix();
  ASSERT_EQ(pixGetWidth(pix.get()), 1000);
  EXPECT_EQ(colour_at(pix, 150, 220 + kOverlayLegendRows), to_rgb(Tint::kSure));
  EXPECT_EQ(colour_at(pix, 350, 220 + kOverlayLegendRows), to_rgb(Tint::kWrong));
}

TEST(Overlay, IsSmallerThanALargePage) {
  OcrPage page = page_read();
  for (OcrWord& word : page.words) {
    word.box = {4 * word.box.left, 4 * word.box.top, 4 * word.box.right, 4 * word.box.bottom};
  }
  page.width = 4000;
  page.height = 5600;
  page.blocks.clear();
  const PixPtr pix = draw_overlay(Page(4000, 5600).image(), page).render_pix();
  EXPECT_EQ(pixGetWidth(pix.get()), kMaxOverlayWidthPixels);
  EXPECT_EQ(colour_at(pix, 150 * 6 / 5, 220 * 6 / 5 + kOverlayLegendRows), to_rgb(Tint::kSure));
}

TEST(StepPictures, PutsEveryStepOnOneSheet) {
  StepPictures steps;
  EXPECT_TRUE(steps.make_contact_sheet().empty());
  EXPECT_TRUE(steps.overlay().empty());
  Page page(1240, 1754);
  page.bar({0, 0, 1240, 1754}, 0xD03040);
  steps.add(page.pix(), U"một");
  CleanPage copy;
  copy.grey = own(pixConvertTo8(Page(1240, 1754).pix(), 0));
  copy.width = 1240;
  copy.height = 1754;
  steps.add_regions(copy.grey.get(), {{RegionKind::kRuling, {310, 400, 930, 402}}});
  steps.add(Page(1754, 1240).pix(), U"ba");
  steps.finish(Page(1000, 1400).image(), page_read());
  const std::string png = steps.make_contact_sheet();
  const PixPtr pix = from_png(png);
  ASSERT_TRUE(pix);
  EXPECT_EQ(pixGetWidth(pix.get()), 1200);
  EXPECT_LT(png.size(), 300'000U);
  EXPECT_EQ(colour_at(pix, 200, 300), to_rgb(Tint::kRed)) << "the first tile, in colour";
  std::int32_t marked = 0;  // the line of the second tile, at a quarter of its height
  for (std::int32_t y = 100; y < 250; ++y) {
    if (colour_at(pix, 397 + 9 + 194, y) == to_rgb(Tint::kRed)) ++marked;
  }
  EXPECT_EQ(marked, 2);
  EXPECT_FALSE(from_png(steps.overlay()) == nullptr);
}

TEST(StepPictures, KeepTheColoursOfAPalette) {
  Page page(1240, 1754);
  page.bar({0, 0, 1240, 1754}, 0xD03040);
  const PixPtr of_palette = own(pixOctreeQuantByPopulation(page.pix(), 4, 0));
  StepPictures steps;
  steps.add(of_palette.get(), U"một");
  const PixPtr sheet = from_png(steps.make_contact_sheet());
  ASSERT_TRUE(sheet);
  EXPECT_EQ(colour_at(sheet, 200, 300), to_rgb(Tint::kRed));
}

}  // namespace
}  // namespace codau::image
