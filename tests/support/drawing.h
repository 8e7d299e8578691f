// tests/support/drawing.h — pages drawn in code: bars for text, rulings, stamps.
#pragma once

#include <allheaders.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "core/values.h"
#include "raster/page_image.h"

namespace codau::testing {

/// A white page in colour; everything drawn is solid.
class Page {
 public:
  Page(std::int32_t width, std::int32_t height, std::int32_t dpi = 200)
      : pix_(pixCreate(width, height, 32)), dpi_(dpi) {
    pixSetAll(pix_.get());
    pixSetResolution(pix_.get(), dpi, dpi);
  }
  Page& bar(const Box& b, std::uint32_t rgb = 0) {
    BOX* box = boxCreate(b.left, b.top, b.right - b.left, b.bottom - b.top);
    pixSetInRectArbitrary(pix_.get(), box, rgb << 8U);
    boxDestroy(&box);
    return *this;
  }
  /// Bars of word size in lines, as a page of print looks from afar.
  Page& print(const Box& area, std::int32_t line_height = 32) {
    for (std::int32_t y = area.top; y + line_height <= area.bottom; y += line_height) {
      std::int32_t word = 40;
      for (std::int32_t x = area.left; x + word < area.right;
           x += word + 14, word = 30 + (x * 7 + y * 3) % 50) {
        for (std::int32_t letter = x; letter + 9 <= x + word; letter += 12) {  // upright strokes
          bar({letter, y + (letter / 12 % 3 == 0 ? 0 : 6), letter + 4, y + 20});
          bar({letter, y + 17, letter + 9, y + 20});
        }
      }
    }
    return *this;
  }
  /// Turned clockwise about the centre.
  Page& skew(double degrees) {
    constexpr double kRadian = 3.14159265358979 / 180;  // in C++17 too (codau_includes_qpdf)
    pix_.reset(pixRotate(pix_.get(), static_cast<l_float32>(degrees * kRadian), L_ROTATE_AREA_MAP,
                         L_BRING_IN_WHITE, 0, 0));
    return *this;
  }
  /// As a camera sees it that is held at a slant: the head narrower than the foot, and lower on one
  /// side.
  Page& slant(double part) {
    const auto w = static_cast<l_float32>(pixGetWidth(pix_.get())),
               h = static_cast<l_float32>(pixGetHeight(pix_.get()));
    const auto off = static_cast<l_float32>(part) * w;
    PTA *from = ptaCreate(4), *to = ptaCreate(4);
    for (const l_float32 x : {0.0F, w}) {
      for (const l_float32 y : {0.0F, h}) {
        ptaAddPt(from, x, y);
        ptaAddPt(to, y > 0 ? x : x > 0 ? x - off : off, y > 0 || x > 0 ? y : off);
      }
    }
    pix_.reset(pixProjectivePta(pix_.get(), to, from, L_BRING_IN_WHITE));
    ptaDestroy(&from);
    ptaDestroy(&to);
    return *this;
  }
  /// As damp paper lies: columns sink and rise by up to `high` pixels, a wave `length` pixels long.
  Page& wave(double high, double length) {
    const image::PixPtr flat(pixCopy(nullptr, pix_.get()));
    pixSetAll(pix_.get());
    const l_int32 height = pixGetHeight(flat.get());
    for (l_int32 x = 0; x < pixGetWidth(flat.get()); ++x) {
      const auto down = static_cast<l_int32>(std::lround(high * std::sin(6.2831853 * x / length)));
      pixRasterop(pix_.get(), x, down, 1, height, PIX_SRC, flat.get(), x, 0);
    }
    return *this;
  }
  Page& turn(int quarters) {
    pix_.reset(pixRotateOrth(pix_.get(), quarters));
    return *this;
  }
  [[nodiscard]] Pix* pix() const { return pix_.get(); }
  [[nodiscard]] image::PageImage image() {
    image::PageImage out;
    out.width = pixGetWidth(pix_.get());
    out.height = pixGetHeight(pix_.get());
    out.dpi = dpi_;
    out.pix = std::move(pix_);
    return out;
  }
  /// Ink is what is darker than middle grey.
  [[nodiscard]] image::PageImage image_of_one_bit() {
    image::PageImage out = image();
    const image::PixPtr grey(pixConvertTo8(out.pix.get(), 0));
    out.pix.reset(pixThresholdToBinary(grey.get(), 128));
    return out;
  }

 private:
  image::PixPtr pix_;
  std::int32_t dpi_;
};

}  // namespace codau::testing
