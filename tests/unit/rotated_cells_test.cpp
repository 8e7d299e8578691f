// Cells as drawings: text that runs down the page beside lines that lie.
#include "ocr/rotated_cells.h"

#include <gtest/gtest.h>

#include "../support/drawing.h"
#include "page/x_height.h"
#include "raster/pixels.h"

namespace codau::ocr {
namespace {

using testing::Page;

constexpr Box kPrint{20, 20, 100, 300};
constexpr Box kCell{10, 10, 110, 310};

bool may_be_turned_in(Page& page, const Box& cell) {
  const image::PageImage image = page.image();
  const image::PixPtr grey(pixConvertTo8(image.pix.get(), 0));
  const image::PixPtr ink = image::binarise_at(grey.get(), 128);
  return may_be_rotated(ink.get(), cell, image::compute_default_x_height(image.dpi));
}

TEST(RotatedCells, LinesThatLieAreUpright) {
  Page page(400, 400);
  EXPECT_FALSE(may_be_turned_in(page.print(kPrint), kCell));
}

TEST(RotatedCells, LinesThatStandMayBeTurned) {
  for (const int quarters : {1, 3}) {
    Page page(400, 400);
    page.print({20, 300, 300, 380}).turn(quarters);  // 280 wide, 80 high before the turn
    const Box print = quarters == 1 ? Box{20, 20, 100, 300} : Box{300, 100, 380, 380};
    EXPECT_TRUE(
        may_be_turned_in(page, {print.left - 5, print.top - 5, print.right + 5, print.bottom + 5}));
  }
}

TEST(RotatedCells, ABroadCellIsUpright) {
  Page page(400, 400);
  page.bar({100, 20, 110, 300});
  EXPECT_FALSE(may_be_turned_in(page, {10, 10, 290, 310}));
}

TEST(RotatedCells, AnEmptyCellIsUpright) {
  Page page(400, 400);
  EXPECT_FALSE(may_be_turned_in(page, kCell));
}

}  // namespace
}  // namespace codau::ocr
