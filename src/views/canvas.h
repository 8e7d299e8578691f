// views/canvas.h — a picture for people: grey pixels of a page under tints, frames and labels.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/range.h"
#include "raster/page_image.h"

namespace codau::image {

/// Colours that stay apart for colour-blind eyes too (ColorBrewer RdYlBu for the scale; Okabe and
/// Ito). The first is paper; pale ones are for coloured ink and paper of a page as it came.
enum class Tint : std::uint8_t {
  kWhite,
  kSure,
  kFairlySure,
  kUnsure,
  kDoubtful,
  kWrong,
  kBlock,
  kTable,
  kLine,
  kRed,
  kPaleRed,
  kBlue,
  kPaleBlue,
  kPaper,
  kGreen,
  kGrey,
};
/// 0xRRGGBB.
[[nodiscard]] std::uint32_t to_rgb(Tint tint) noexcept;

/// Each pixel is a tint and one of 16 shades of it, so that a file has 256 colours. What lies
/// outside the canvas is not drawn.
class Canvas {
 public:
  Canvas(std::int32_t width, std::int32_t height);

  [[nodiscard]] std::int32_t width() const noexcept { return width_; }
  [[nodiscard]] std::int32_t height() const noexcept { return height_; }

  /// A picture of any depth with its left top at (x, y), in the nearest colours.
  void paste_picture(const Pix* pix, std::int32_t x, std::int32_t y);
  /// Lays a tint over a box; print stays readable.
  void tint_box(const Box& box, Tint tint);
  /// The box in one colour; `shade` 15 is the tint itself, 0 is black.
  void fill_box(const Box& box, Tint tint, std::uint8_t shade = 15);
  /// The border of the box, inside it.
  void draw_outline(const Box& box, Tint tint, std::int32_t thickness = 1, std::uint8_t shade = 15);
  /// One line of text, its top at `y`. Characters without a glyph are left out.
  void draw_text(std::int32_t x, std::int32_t y, std::u32string_view text, Tint tint = Tint::kWhite,
                 std::uint8_t shade = 0);

  /// 8 bits with a palette. Deterministic.
  [[nodiscard]] PixPtr render_pix() const;
  [[nodiscard]] std::string encode_png() const;

 private:
  void set_pixel(std::int32_t x, std::int32_t y, std::uint8_t value);

  std::int32_t width_, height_;
  std::string pixels_;  ///< tint × 16 + shade, row by row
};

/// Both sides times `factor`, which is at most 1; 8 or 32 bits.
[[nodiscard]] PixPtr scale_down(const Pix* pix, double factor);
[[nodiscard]] std::int32_t measure_text_width(std::u32string_view text);
/// A number for a label; `decimals` with a point.
[[nodiscard]] std::u32string format_number(double value, int decimals = 0);

}  // namespace codau::image
