// Blank pages and separator sheets: page/page_kind.h.
#include "page/page_kind.h"

#include <allheaders.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <random>

#include "core/box.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr std::int32_t kDpi = 200, kWidth = 1654, kHeight = 2339;  // A4

std::int32_t mm(double length) { return static_cast<std::int32_t>(length * kDpi / 25.4); }

/// A sheet of paper on which a test draws.
class Sheet {
 public:
  explicit Sheet(std::uint32_t paper = 255) : pix_(own(pixCreate(kWidth, kHeight, 8))) {
    pixSetAllArbitrary(pix_.get(), paper);
  }
  Sheet& fill(double x, double y, double width, double height, std::uint32_t grey) {
    for (std::int32_t row = mm(y); row < std::min(kHeight, mm(y + height)); ++row)
      for (std::int32_t column = mm(x); column < std::min(kWidth, mm(x + width)); ++column)
        pixSetPixel(pix_.get(), column, row, grey);
    return *this;
  }
  /// A line of letters of 2 by 2.5 mm.
  Sheet& print(double x, double y, int letters, std::uint32_t grey) {
    for (int i = 0; i < letters; ++i) fill(x + 3 * i, y, 2, 2.5, grey);
    return *this;
  }
  Sheet& disk(double x, double y, double diameter, std::uint32_t grey) {
    const double r = diameter / 2;
    for (std::int32_t row = mm(y - r); row < mm(y + r); ++row)
      for (std::int32_t column = mm(x - r); column < mm(x + r); ++column) {
        const double a = column - mm(x), b = row - mm(y);
        if (a * a + b * b < mm(r) * mm(r)) pixSetPixel(pix_.get(), column, row, grey);
      }
    return *this;
  }
  Sheet& speckle(int count, std::uint32_t seed) {
    std::mt19937 random(seed);
    for (int i = 0; i < count; ++i) {
      const auto below = [&](std::uint32_t most) {
        return static_cast<std::uint32_t>(random()) % most;
      };
      const double x = 10 + below(190), y = 10 + below(270);
      fill(x, y, 0.3, 0.3, below(120));
    }
    return *this;
  }
  /// The bars of src/office/page/separator.svg.
  Sheet& bars() {
    fill(25, 40, 160, 18, 0).fill(25, 64, 160, 6, 0);
    return fill(25, 82, 160, 6, 0).fill(25, 94, 160, 18, 0);
  }
  /// Turns the sheet by `degrees`, with white corners.
  Sheet& turn(double degrees) {
    constexpr double kRadians = 3.14159265 / 180;
    pix_ = own(pixRotate(pix_.get(), static_cast<float>(degrees * kRadians), L_ROTATE_AREA_MAP,
                         L_BRING_IN_WHITE, 0, 0));
    return *this;
  }
  Sheet& turn_quarters(int count) {
    pix_ = own(pixRotateOrth(pix_.get(), count));
    return *this;
  }
  [[nodiscard]] PageKind kind() const {
    PageImage page;
    page.pix = own(pixCopy(nullptr, pix_.get()));
    page.width = pixGetWidth(pix_.get());
    page.height = pixGetHeight(pix_.get());
    page.dpi = kDpi;
    return classify_page(page);
  }

 private:
  PixPtr pix_;
};

TEST(PageKind, PaperWithDirtIsBlank) {
  EXPECT_EQ(Sheet().kind(), PageKind::kBlank);
  EXPECT_EQ(Sheet(215).kind(), PageKind::kBlank);                  // recycled paper
  EXPECT_EQ(Sheet(250).speckle(150, 1).kind(), PageKind::kBlank);  // dust
  EXPECT_EQ(Sheet().disk(12, 108, 6, 20).disk(12, 188, 6, 20).kind(), PageKind::kBlank);  // holes
  EXPECT_EQ(Sheet().fill(0, 0, 210, 6, 30).fill(0, 0, 5, 297, 90).kind(), PageKind::kBlank);
  EXPECT_EQ(Sheet().fill(150, 0, 0.4, 297, 60).kind(), PageKind::kBlank);  // a scanner streak
  EXPECT_EQ(Sheet().print(104, 285, 2, 0).kind(), PageKind::kBlank);       // a page number
}

TEST(PageKind, BleedThroughIsNoContent) {
  Sheet sheet(245);
  for (int line = 0; line < 30; ++line) sheet.print(25, 30 + 7 * line, 50, 210);
  EXPECT_EQ(sheet.kind(), PageKind::kBlank);
}

TEST(PageKind, LittleContentIsContent) {
  EXPECT_EQ(Sheet().print(30, 30, 6, 0).kind(), PageKind::kContent);         // one word
  EXPECT_EQ(Sheet(245).print(30, 30, 40, 165).kind(), PageKind::kContent);   // pale print
  EXPECT_EQ(Sheet().fill(60, 100, 40, 0.5, 80).kind(), PageKind::kContent);  // a stroke of a pen
  EXPECT_EQ(Sheet().disk(150, 220, 36, 160).kind(), PageKind::kContent);     // a seal
  EXPECT_EQ(Sheet(40).kind(), PageKind::kContent);                           // a dark picture
  EXPECT_EQ(Sheet().fill(0, 0, 210, 150, 100).kind(), PageKind::kContent);  // a picture to the edge
}

TEST(PageKind, ColourIsInk) {
  PageImage page;
  page.pix = own(pixCreate(kWidth, kHeight, 32));
  pixSetAllArbitrary(page.pix.get(), 0xffffff00);
  for (std::int32_t y = mm(100); y < mm(120); ++y)
    for (std::int32_t x = mm(50); x < mm(90); ++x)
      pixSetRGBPixel(page.pix.get(), x, y, 255, 230, 80);  // a highlighter, light in grey
  page.width = kWidth;
  page.height = kHeight;
  page.dpi = kDpi;
  EXPECT_EQ(classify_page(page), PageKind::kContent);
}

TEST(PageKind, TheSeparatorIsFoundAsItLies) {
  EXPECT_EQ(Sheet().bars().kind(), PageKind::kSeparator);
  EXPECT_EQ(Sheet(220).bars().speckle(400, 2).kind(), PageKind::kSeparator);
  for (const double degrees : {-8.0, -2.0, 3.0, 10.0})
    EXPECT_EQ(Sheet().bars().turn(degrees).kind(), PageKind::kSeparator) << degrees;
  for (const int quarters : {1, 2, 3})
    EXPECT_EQ(Sheet().bars().turn_quarters(quarters).kind(), PageKind::kSeparator) << quarters;
}

TEST(PageKind, OtherBarsAreContent) {
  Sheet stripes;
  for (int i = 0; i < 10; ++i) stripes.fill(25, 20 + 20 * i, 160, 10, 0);
  EXPECT_EQ(stripes.kind(), PageKind::kContent);
  // A small print of the bars, in a text about them.
  EXPECT_EQ(Sheet().bars().fill(75, 35, 130, 90, 255).print(80, 40, 30, 0).kind(),
            PageKind::kContent);
}

}  // namespace
}  // namespace codau::image
