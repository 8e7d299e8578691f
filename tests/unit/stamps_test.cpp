// Stamps on pages drawn in code, and words found by the shapes of their letters.
#include "image/stamps.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>

#include "../support/drawing.h"
#include "image/letter_shapes.h"
#include "image/pixels.h"
#include "image/word_shapes.h"

namespace codau::image {
namespace {

using testing::Page;

constexpr std::uint32_t kRed = 0xC41826, kBlue = 0x1C2C96, kBlack = 0x101010;

/// A frame of 20 × 8 mm at 200 dpi with three upright strokes, turned clockwise about its left top.
void draw_frame(Page& page, std::int32_t left, std::int32_t top, double degrees,
                std::uint32_t rgb) {
  const double angle = degrees * std::numbers::pi / 180;
  const auto part = [rgb](unsigned shift) { return static_cast<l_uint8>(rgb >> shift & 255U); };
  const auto line = [&](double x1, double y1, double x2, double y2) {
    const auto x = [&](double dx, double dy) {
      return left + static_cast<l_int32>(dx * std::cos(angle) - dy * std::sin(angle));
    };
    const auto y = [&](double dx, double dy) {
      return top + static_cast<l_int32>(dx * std::sin(angle) + dy * std::cos(angle));
    };
    pixRenderLineArb(page.pix(), x(x1, y1), y(x1, y1), x(x2, y2), y(x2, y2), 4, part(16), part(8),
                     part(0));
  };
  line(0, 0, 158, 0);
  line(0, 63, 158, 63);
  line(0, 0, 0, 63);
  line(158, 0, 158, 63);
  for (const double x : {45.0, 80.0, 115.0}) line(x, 18, x, 45);
}

Page printed() {
  Page page(1654, 2339);
  page.print({200, 600, 1500, 2000});
  return page;
}

TEST(Stamps, AreFoundInEachColourAndAtEachTilt) {
  for (const std::uint32_t rgb : {kRed, kBlue, kBlack}) {
    for (const double degrees : {-12.0, -5.0, 0.0, 4.0, 12.0}) {
      Page page = printed();
      draw_frame(page, 250, 400, degrees, rgb);
      const Stamps found = find_stamps(page.image(), 0);
      ASSERT_EQ(found.stamps.size(), 1U) << rgb << ' ' << degrees;
      EXPECT_TRUE(found.stamps[0].framed) << rgb << ' ' << degrees;
      EXPECT_EQ(found.stamps[0].coloured, rgb != kBlack);
      EXPECT_NEAR(found.stamps[0].box.left, degrees > 0 ? 250 - 63 * std::sin(degrees / 57.3) : 250,
                  8);
    }
  }
}

TEST(Stamps, AreFoundOnATurnedPage) {
  Page page = printed();
  draw_frame(page, 250, 400, 6, kRed);
  page.turn(1);  // clockwise; three more make it upright
  EXPECT_EQ(find_stamps(page.image(), 270).stamps.size(), 1U);
}

TEST(Stamps, PrintAndTheLowerHalfHaveNone) {
  Page page = printed();
  draw_frame(page, 250, 1700, 5, kRed);
  const Stamps found = find_stamps(page.image(), 0);
  EXPECT_TRUE(found.stamps.empty());
  EXPECT_TRUE(found.tangles.empty());
}

/// A word of dots where its strokes are, 48 pixels a capital.
PixPtr dotted(std::u32string_view word) {
  constexpr std::int32_t kScale = 3, kBase = 160, kUnits = 32;
  PixPtr pix = own(pixCreate(700, 240, 1));
  std::int32_t at = 40;
  for (const char32_t letter : word) {
    for (const LetterShape& shape : letter_faces()[0].letters) {
      if (shape.letter != letter) continue;
      for (const ShapePoint& p : shape.strokes) {
        pixRasterop(pix.get(), at + p.x * kScale / 2 - 3, kBase + p.y * kScale / 2 - 3, 7, 7,
                    PIX_SET, nullptr, 0, 0);
      }
      at += shape.advance * kScale / 2;
    }
    if (letter == U' ') at += kUnits / 2;
  }
  return pix;
}

TEST(WordShapes, AWordFitsItselfBest) {
  const WordRange range{36, 64, 60, 680, false};
  for (const std::u32string_view word : {U"MẬT", U"TỐI MẬT", U"KHẨN"}) {
    const PixPtr ink = dotted(word);
    const double own_score = fit_word(ink.get(), word, range).score;
    EXPECT_GT(own_score, 0.85);
    for (const std::u32string_view other : {U"MẬT", U"TỐI MẬT", U"KHẨN", U"ĐẾN", U"HỎA TỐC"}) {
      const bool is_part = word.find(other) != std::u32string_view::npos;
      if (is_part) continue;
      EXPECT_LT(fit_word(ink.get(), other, range).score, own_score);
    }
  }
}

TEST(WordShapes, NothingFitsWhitePaper) {
  const PixPtr white = own(pixCreate(300, 100, 1));
  EXPECT_LT(fit_word(white.get(), U"MẬT", {20, 40, 20, 280, false}).score, 0);
}

}  // namespace
}  // namespace codau::image
