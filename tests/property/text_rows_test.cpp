// Laws of lines/text_rows.h: each line of print is one row, whatever its slope and its marks, and
// has the measures of its own letters; parts tile their row; what is no print is not sure.
#include "lines/text_rows.h"

#include <allheaders.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "../support/drawing.h"
#include "generator.h"
#include "raster/binarisation.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr std::int32_t kHigh = 20;  // a small letter at 200 dpi

class TextRowLaws : public testing::Laws {
 protected:
  std::int32_t number(std::int32_t below) {
    return static_cast<std::int32_t>(generate.below(static_cast<std::size_t>(below)));
  }

  /// A letter with its foot at `y`: small, with a stem, or with a tail; a mark over or under it.
  void draw_letter(testing::Page& page, std::int32_t x, std::int32_t y, std::int32_t high = kHigh) {
    const std::int32_t kind = number(6);
    const std::int32_t top = y - (kind == 1 ? high * 3 / 2 : high),
                       foot = y + (kind == 2 ? high / 2 : 0);
    page.bar({x, top, x + 14, foot});
    if (generate.chance(20)) page.bar({x + 2, top - 10, x + 12, top - 3});
    if (kind != 2 && generate.chance(10)) page.bar({x + 5, foot + 3, x + 10, foot + 8});
  }

  /// Marks over some, which touch a few.
  void draw_capital(testing::Page& page, std::int32_t x, std::int32_t y, std::int32_t high) {
    page.bar({x, y - high, x + 17, y});
    if (!generate.chance(25)) return;
    const std::int32_t foot = y - high - (generate.chance(30) ? 0 : 3);
    page.bar({x + 3, foot - high / 4, x + 14, foot});
  }

  /// Nine rows of small letters `kHigh` high, and one in their midst that `draw` makes of `letters`
  /// letters; all rise or fall by `slope` pixels a column.
  template <class Draw>
  TextRow row_amid_others(double slope, std::int32_t letters, Draw draw) {
    testing::Page page(1800, 900);
    for (std::int32_t line = 0; line < 10; ++line) {
      for (std::int32_t i = 0; i < (line == 4 ? letters : 60); ++i) {
        const std::int32_t x = 80 + 24 * i,
                           y = 120 + 72 * line + static_cast<std::int32_t>(std::lround(slope * x));
        if (line == 4) {
          draw(page, x, y);
        } else {
          draw_letter(page, x, y);
        }
      }
    }
    const PixPtr grey = own(pixConvertTo8(page.pix(), 0));
    TextRows found = find_text_rows(binarise(grey.get()).get(), 200);
    EXPECT_TRUE(found.is_sure);
    EXPECT_EQ(found.rows.size(), 10U);
    return found.rows.size() == 10 ? found.rows[4] : TextRow();
  }
};

/// "năm" below dates: its letters are lower than most, and are no marks of the lines beside them.
TEST_F(TextRowLaws, AWordOfSmallLettersBelowFiguresIsARow) {
  for (int round = 0; round < 60; ++round) {
    testing::Page page(600, 700);
    const std::int32_t small = 2 + number(4), at = number(6), apart = 2 * kHigh + number(40);
    for (std::int32_t line = 0; line < 6; ++line) {
      const std::int32_t y = 100 + line * apart;
      for (std::int32_t i = 0; i < (line == at ? small : 10); ++i)
        page.bar({80 + 22 * i, y - (line == at ? kHigh * 13 / 20 : kHigh), 94 + 22 * i, y});
    }
    const PixPtr grey = own(pixConvertTo8(page.pix(), 0));
    const TextRows found = find_text_rows(binarise(grey.get()).get(), 200);
    ASSERT_EQ(found.rows.size(), 6U) << round;
    EXPECT_NEAR(found.rows[static_cast<std::size_t>(at)].baseline, 100 + at * apart, 1);
  }
}

TEST_F(TextRowLaws, EachLineIsARow) {
  for (int round = 0; round < 60; ++round) {
    testing::Page page(1800, 1400);
    const double slope = (number(41) - 20) / 1000.0, wave = number(8);
    const std::int32_t apart = kHigh * (26 + number(12)) / 10;  // as of single spacing
    std::vector<std::int32_t> begins, ends;
    for (std::int32_t line = 0; line < 10; ++line) {
      const std::int32_t begin = 60 + number(200), letters = 20 + number(50);
      std::int32_t x = begin;
      for (std::int32_t i = 0; i < letters; ++i) {
        const double off = slope * x + wave * std::sin(x / 200.0);
        draw_letter(page, x, 120 + line * apart + static_cast<std::int32_t>(std::lround(off)));
        x += generate.chance(20) ? 28 : 17;
      }
      begins.push_back(begin);
      ends.push_back(x);
    }
    const PixPtr grey = own(pixConvertTo8(page.pix(), 0));
    const TextRows found = find_text_rows(binarise(grey.get()).get(), 200);
    EXPECT_TRUE(found.is_sure);
    ASSERT_EQ(found.rows.size(), begins.size());
    for (std::size_t i = 0; i < begins.size(); ++i) {
      const TextRow& row = found.rows[i];
      EXPECT_EQ(row.parts.size(), 1U);
      EXPECT_EQ(row.box.left, begins[i]);
      EXPECT_NEAR(row.box.right, ends[i], 20);
      EXPECT_NEAR(row.x_height, kHigh, 3);
    }
  }
}

/// Also where half of the letters above have tails, so that most feet near it are low.
TEST_F(TextRowLaws, AMarkOverAStemIsOfItsRow) {
  testing::Page page(1200, 400);
  for (std::int32_t i = 0; i < 40; ++i) {
    const std::int32_t x = 97 + 17 * i;
    page.bar({x, 120 - kHigh, x + 14, i % 2 == 0 ? 120 : 120 + kHigh / 2});
    page.bar({x - 4, 172 - (i == 0 ? kHigh * 3 / 2 : kHigh), x + 10, 172});
  }
  page.bar({95, 132, 105, 139});
  const PixPtr grey = own(pixConvertTo8(page.pix(), 0));
  const TextRows found = find_text_rows(binarise(grey.get()).get(), 200);
  ASSERT_EQ(found.rows.size(), 2U);
  EXPECT_EQ(found.rows[0].box.left, 97);
  EXPECT_EQ(found.rows[1].box.top, 132);
}

/// A tail that has run into a stem of the row below belongs to both as far as letters reach.
TEST_F(TextRowLaws, RowsThatTouchStayApart) {
  testing::Page page(1800, 400);
  for (std::int32_t i = 0; i < 60; ++i) {
    for (const std::int32_t foot : {120, 180})
      page.bar({60 + 17 * i, foot - kHigh, 74 + 17 * i, foot});
  }
  page.bar({60 + 17 * 60, 100, 74 + 17 * 60, 153});
  const PixPtr grey = own(pixConvertTo8(page.pix(), 0));
  const TextRows found = find_text_rows(binarise(grey.get()).get(), 200);
  ASSERT_EQ(found.rows.size(), 2U);
  EXPECT_LE(found.rows[0].box.bottom, 120 + kHigh * 7 / 10);
  EXPECT_GE(found.rows[1].box.top, 180 - kHigh * 5 / 2);
}

TEST_F(TextRowLaws, ARowHasTheMeasuresOfItsOwnLetters) {
  for (int round = 0; round < 20; ++round) {
    const double slope = (number(21) - 10) / 1000.0;
    const std::int32_t high = kHigh * (75 + number(66)) / 100;  // 9 to 17 points beside 12
    const TextRow row = row_amid_others(
        slope, 60, [&](testing::Page& page, auto x, auto y) { draw_letter(page, x, y, high); });
    EXPECT_NEAR(row.baseline, 120 + 72 * 4 + slope * 800, 3) << high;
    EXPECT_NEAR(row.x_height, high, 1);
    EXPECT_NEAR(row.ascender, 1.5 * high, 2);
    EXPECT_NEAR(row.descender, 0.5 * high, 2);
  }
}

TEST_F(TextRowLaws, ARowInCapitalsHasTheMeasuresOfTheirSmallLetters) {
  for (int round = 0; round < 20; ++round) {
    const double slope = (number(21) - 10) / 1000.0;
    const std::int32_t points = 11 + number(6), capital = 29 * points / 12;
    const TextRow row = row_amid_others(
        slope, 50, [&](testing::Page& page, auto x, auto y) { draw_capital(page, x, y, capital); });
    EXPECT_NEAR(row.x_height, kHigh * points / 12.0, 1.5) << points;
    EXPECT_NEAR(row.ascender, capital, 1);
    EXPECT_GT(row.descender, 0);
  }
}

TEST_F(TextRowLaws, ARowOfOneLetterHasTheMeasuresOfThePicture) {
  for (const std::int32_t high : {16, 20, 29, 40}) {
    const TextRow row = row_amid_others(0, 1, [&](testing::Page& page, auto x, auto y) {
      page.bar({x, y - high, x + 16, y});
    });
    EXPECT_NEAR(row.x_height, kHigh, 1);
    EXPECT_EQ(row.baseline, 120 + 72 * 4);
  }
}

TEST_F(TextRowLaws, PartsTileTheirRow) {
  for (int round = 0; round < 100; ++round) {
    const PixPtr ink = own(pixCreate(900, 500, 1));
    for (std::int32_t i = number(400); i > 0; --i) {
      pixRasterop(ink.get(), number(900), number(500), 1 + number(24), 1 + number(24), PIX_SET,
                  nullptr, 0, 0);
    }
    const TextRows found = find_text_rows(ink.get(), 200);
    EXPECT_TRUE(std::ranges::is_sorted(found.rows, {}, &TextRow::baseline));
    for (const TextRow& row : found.rows) {
      ASSERT_FALSE(row.parts.empty());
      EXPECT_GT(row.x_height, 0);
      EXPECT_GE(row.ascender, row.x_height);
      EXPECT_GE(row.descender, 0);
      EXPECT_EQ(row.box.left, row.parts.front().left);
      for (std::size_t i = 1; i < row.parts.size(); ++i)
        EXPECT_GT(row.parts[i].left, row.parts[i - 1].left);
      for (const Box& part : row.parts) {
        EXPECT_GE(part.top, row.box.top);
        EXPECT_LE(part.bottom, row.box.bottom);
        EXPECT_LE(part.right, row.box.right);
      }
    }
  }
}

TEST_F(TextRowLaws, WhatIsLargerThanLettersIsNotSure) {
  testing::Page page(1200, 800);
  page.print({60, 60, 1100, 400}).bar({300, 450, 600, 750});
  const PixPtr grey = own(pixConvertTo8(page.pix(), 0));
  EXPECT_FALSE(find_text_rows(binarise(grey.get()).get(), 200).is_sure);
}

TEST_F(TextRowLaws, WhitePaperHasNoRows) {
  const PixPtr ink = own(pixCreate(300, 200, 1));
  const TextRows found = find_text_rows(ink.get(), 200);
  EXPECT_TRUE(found.is_sure);
  EXPECT_TRUE(found.rows.empty());
}

}  // namespace
}  // namespace codau::image
