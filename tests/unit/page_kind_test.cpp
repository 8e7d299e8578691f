// Blank pages and separator sheets: page/page_kind.h.
#include "page/page_kind.h"

#include <allheaders.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "core/box.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr std::int32_t kDpi = 200, kWidth = 1654, kHeight = 2339;  // A4

/// A sheet of paper on which a test draws. Lengths in millimetres.
class Sheet {
 public:
  explicit Sheet(std::uint32_t paper = 255, std::int32_t dpi = kDpi)
      : dpi_(dpi), pix_(own(pixCreate(mm(210), mm(297), 8))) {
    pixSetAllArbitrary(pix_.get(), paper);
  }
  Sheet& fill(double x, double y, double width, double height, std::uint32_t grey) {
    for (std::int32_t row = mm(y); row < std::min(mm(297), mm(y + height)); ++row)
      for (std::int32_t column = mm(x); column < std::min(mm(210), mm(x + width)); ++column)
        pixSetPixel(pix_.get(), column, row, grey);
    return *this;
  }
  /// Marks of this size in rows, so far apart that they stay apart.
  Sheet& scatter(int count, double size, std::uint32_t grey = 0) {
    for (int i = 0; i < count; ++i) fill(20 + 7 * (i % 24), 20 + 7 * (i / 24), size, size, grey);
    return *this;
  }
  /// Dots of one pixel in a square, `step` pixels apart in both directions, each row a pixel
  /// further.
  Sheet& dots(double side, std::int32_t step) {
    for (std::int32_t row = mm(50), shift = 0; row < mm(50 + side); row += step, ++shift)
      for (std::int32_t column = mm(50) + shift % step; column < mm(50 + side); column += step)
        pixSetPixel(pix_.get(), column, row, 0);
    return *this;
  }
  /// Bars and gaps of these widths in turn from `y` on, in modules of `module`.
  Sheet& draw_bars(const std::vector<double>& widths, double module, double length, double y = 40,
                   std::uint32_t grey = 0) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (i % 2 == 0) fill(30, y, length, widths[i] * module, grey);
      y += widths[i] * module;
    }
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
    page.dpi = dpi_;
    return classify_page(page);
  }

 private:
  [[nodiscard]] std::int32_t mm(double length) const {
    return static_cast<std::int32_t>(length * dpi_ / 25.4);
  }

  std::int32_t dpi_;
  PixPtr pix_;
};

constexpr auto kBlank = PageKind::kBlank, kContent = PageKind::kContent,
               kSeparator = PageKind::kSeparator;
const std::vector<double> kOwn{3, 1, 1, 2, 1, 1, 3}, kPatchT{1, 1, 2.5, 1, 1, 1, 2.5};

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
  for (std::int32_t y = 780; y < 940; ++y)
    for (std::int32_t x = 390; x < 700; ++x)
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

TEST(PageKind, PatchTIsASeparator) {
  EXPECT_EQ(Sheet().draw_bars(kPatchT, 2.03, 63).kind(), kSeparator);
  EXPECT_EQ(Sheet(235).draw_bars(kPatchT, 2.03, 63).speckle(400, 3).kind(), kSeparator);
  for (const double degrees : {-8.0, 5.0})
    EXPECT_EQ(Sheet().draw_bars(kPatchT, 2.03, 63).turn(degrees).kind(), kSeparator) << degrees;
  for (const int quarters : {1, 2, 3})
    EXPECT_EQ(Sheet().draw_bars(kPatchT, 2.03, 63).turn_quarters(quarters).kind(), kSeparator);
  // Patches 1, 2, 4 and 6 are orders to the scanner.
  for (const std::vector<double>& other : {std::vector<double>{2.5, 1, 2.5, 1, 1, 1, 1},
                                           {2.5, 1, 1, 1, 1, 1, 2.5},
                                           {1, 1, 2.5, 1, 2.5, 1, 1},
                                           {1, 1, 1, 1, 2.5, 1, 2.5}})
    EXPECT_EQ(Sheet().draw_bars(other, 2.03, 63).kind(), kContent);
}

// ---- a case for each number of page/page_kind.cpp: what it lets through, and what it stops ----

TEST(PageKindNumbers, ContrastOfInk) {
  EXPECT_EQ(Sheet(250).print(30, 30, 40, 202).kind(), kBlank);    // 19 %
  EXPECT_EQ(Sheet(250).print(30, 30, 40, 185).kind(), kContent);  // 26 %
}

TEST(PageKindNumbers, ResolutionOfInk) {
  // Recycled paper that a scanner of two tones has dithered: at 150 dpi it is light grey.
  EXPECT_EQ(Sheet(255, 600).dots(100, 3).kind(), kBlank);
  // A slanted stroke of a hard pencil, 0.2 mm wide.
  EXPECT_EQ(Sheet(255, 600).fill(50, 100, 60, 0.2, 175).turn(1).kind(), kContent);
}

TEST(PageKindNumbers, SizeOfSpecks) {
  EXPECT_EQ(Sheet().scatter(40, 0.95).kind(), kBlank);
  EXPECT_EQ(Sheet().scatter(40, 1.4).kind(), kContent);  // letters of 8 points
}

TEST(PageKindNumbers, NumberOfSpecks) {
  EXPECT_EQ(Sheet().scatter(170, 0.8).kind(), kBlank);
  EXPECT_EQ(Sheet().scatter(235, 0.8).kind(), kContent);  // print that has broken into pieces
}

TEST(PageKindNumbers, SmallestSpecks) {
  EXPECT_EQ(Sheet().scatter(600, 0.4).kind(), kBlank);  // noise of the scanner
  EXPECT_EQ(Sheet().scatter(600, 0.6).kind(), kContent);
}

TEST(PageKindNumbers, NumberOfDots) {
  EXPECT_EQ(Sheet().dots(60, 4).kind(), kBlank);    // 14,000
  EXPECT_EQ(Sheet().dots(80, 4).kind(), kContent);  // 25,000: a picture in a fine screen
}

TEST(PageKindNumbers, SizeOfMarks) {
  EXPECT_EQ(Sheet().fill(50, 100, 8.5, 2, 0).kind(), kBlank);
  EXPECT_EQ(Sheet().fill(50, 100, 11.5, 2, 0).kind(), kContent);
}

TEST(PageKindNumbers, NumberOfMarks) {
  EXPECT_EQ(Sheet().print(100, 285, 4, 0).kind(), kBlank);  // "- 12 -"
  EXPECT_EQ(Sheet().print(100, 285, 5, 0).kind(), kContent);
}

TEST(PageKindNumbers, StripAlongTheEdge) {
  EXPECT_EQ(Sheet().fill(2, 20, 1, 200, 60).kind(), kBlank);  // the shadow of an edge
  EXPECT_EQ(Sheet().fill(3.5, 20, 1.2, 200, 60).kind(), kContent);
}

TEST(PageKindNumbers, ReachOfEdgeInk) {
  EXPECT_EQ(Sheet().fill(0, 0, 13, 297, 60).kind(), kBlank);    // the lid was open
  EXPECT_EQ(Sheet().fill(0, 0, 17, 297, 60).kind(), kContent);  // a dark margin, or a picture
}

TEST(PageKindNumbers, ShareOfEdgeInk) {
  EXPECT_EQ(Sheet().fill(0, 100, 25, 12, 60).kind(), kBlank);    // a corner of the next sheet
  EXPECT_EQ(Sheet().fill(0, 100, 25, 18, 60).kind(), kContent);  // a thumb, or a picture
}

TEST(PageKindNumbers, DarknessOfBars) {
  EXPECT_EQ(Sheet(230).draw_bars(kOwn, 6, 160, 40, 105).kind(), kSeparator);  // a pale copy
  EXPECT_NE(Sheet(250).draw_bars(kOwn, 6, 160, 40, 150).kind(), kSeparator);  // the sheet's back
}

TEST(PageKindNumbers, ResolutionOfBars) {
  Sheet noisy;  // at 200 dpi each run is broken
  EXPECT_EQ(noisy.draw_bars(kOwn, 6, 160).dots(140, 3).kind(), kSeparator);
  for (const double y : {40.0, 40.3, 40.7, 41.1})  // wherever the bars lie between pixels
    EXPECT_EQ(Sheet().draw_bars(kPatchT, 1.8, 63, y).kind(), kSeparator) << y;
}

TEST(PageKindNumbers, WidthOfBars) {
  EXPECT_EQ(Sheet().draw_bars({3.3, 0.7, 1.3, 1.7, 1.3, 0.7, 3.3}, 6, 160).kind(), kSeparator);
  EXPECT_EQ(Sheet().draw_bars({3, 1, 1, 1.5, 1, 1, 3}, 6, 160).kind(), kContent);
}

TEST(PageKindNumbers, SizeOfTheSheet) {
  EXPECT_EQ(Sheet().draw_bars(kOwn, 1.8, 80).kind(), kSeparator);
  EXPECT_EQ(Sheet().draw_bars(kOwn, 1.2, 80).kind(), kContent);   // an ornament
  EXPECT_EQ(Sheet().draw_bars(kOwn, 9.5, 160).kind(), kContent);  // larger than a sheet of A4
  EXPECT_EQ(Sheet().draw_bars(kOwn, 6, 62).kind(), kContent);
}

TEST(PageKindNumbers, SizeOfPatchT) {
  EXPECT_EQ(Sheet().draw_bars(kPatchT, 1.8, 45).kind(), kSeparator);
  EXPECT_EQ(Sheet().draw_bars(kPatchT, 2.35, 45).kind(), kSeparator);
  EXPECT_EQ(Sheet().draw_bars(kPatchT, 1.3, 63).kind(), kContent);  // a large bar code
  EXPECT_EQ(Sheet().draw_bars(kPatchT, 3.2, 63).kind(), kContent);
  EXPECT_EQ(Sheet().draw_bars(kPatchT, 2.03, 33).kind(), kContent);
}

}  // namespace
}  // namespace codau::image
