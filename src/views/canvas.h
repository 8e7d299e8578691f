// views/canvas.h — draws pictures for people: a page in grey under tints, frames and labels.
// Functions that make a picture throw Error{Cause::kOutOfMemory}.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/range.h"
#include "raster/page_image.h"

namespace codau::image {

/// The 16 colours of a canvas. Colour-blind people can tell them apart. Sources: ColorBrewer RdYlBu
/// for the confidences; Okabe and Ito for the others.
enum class Tint : std::uint8_t {
  kWhite,
  kSure,        ///< confidence of a word from 0.95 on
  kFairlySure,  ///< from 0.85 on
  kUnsure,      ///< from 0.70 on
  kDoubtful,    ///< from 0.50 on
  kWrong,       ///< below 0.50
  kBlock,       ///< frame of a block
  kTable,       ///< frame of a table or a cell
  kLine,        ///< frame of a text line
  // Colours of coloured ink, stamps and paper:
  kRed,
  kPaleRed,
  kBlue,
  kPaleBlue,
  kPaper,
  kGreen,
  kGrey,
};
/// Returns the colour as 0xRRGGBB.
[[nodiscard]] std::uint32_t to_rgb(Tint tint) noexcept;

/// A picture to draw on. Each pixel has a tint and one of 16 shades: shade 0 is black, shade 15 is
/// the tint itself. Parts of a drawing outside the canvas are left out.
class Canvas {
 public:
  /// Makes a white canvas of this size in pixels.
  Canvas(std::int32_t width, std::int32_t height);

  [[nodiscard]] std::int32_t width() const noexcept { return width_; }
  [[nodiscard]] std::int32_t height() const noexcept { return height_; }

  /// Draws a picture of any depth with its top left corner at (x, y), in the nearest colours.
  void paste_picture(const Pix* pix, std::int32_t x, std::int32_t y);
  /// Changes the tint of all pixels in the box and keeps their shades, so print stays readable.
  void tint_box(const Box& box, Tint tint);
  /// Fills the box with one colour.
  void fill_box(const Box& box, Tint tint, std::uint8_t shade = 15);
  /// Draws the border of the box, `thickness` pixels wide, inside the box.
  void draw_outline(const Box& box, Tint tint, std::int32_t thickness = 1, std::uint8_t shade = 15);
  /// Draws one line of text to the right of `x` and below `y`, kGlyphHeight pixels high
  /// (views/glyphs.h). Characters without a glyph are left out.
  void draw_text(std::int32_t x, std::int32_t y, std::u32string_view text, Tint tint = Tint::kWhite,
                 std::uint8_t shade = 0);

  /// Returns the canvas as a picture of 8 bits with a palette.
  [[nodiscard]] PixPtr render_pix() const;
  /// Returns the bytes of a PNG file. Throws Error{kInternal} if the PNG cannot be made.
  [[nodiscard]] std::string encode_png() const;

 private:
  void set_pixel(std::int32_t x, std::int32_t y, std::uint8_t value);

  std::int32_t width_, height_;
  std::string pixels_;  ///< tint × 16 + shade, row by row
};

/// Returns `pix` with both sides multiplied by `factor` (at most 1), as a picture of 8 or 32 bits.
/// Thin strokes stay visible.
[[nodiscard]] PixPtr scale_down(const Pix* pix, double factor);
/// Returns the width of the text in pixels, as draw_text() draws it.
[[nodiscard]] std::int32_t measure_text_width(std::u32string_view text);
/// Returns a number for a label, with `decimals` digits after the point: "12", "0.74".
[[nodiscard]] std::u32string format_number(double value, int decimals = 0);

}  // namespace codau::image
