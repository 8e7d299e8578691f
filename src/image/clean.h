// image/clean.h — the copy of a page that the recogniser sees: even, upright, straight, without
// coloured ink, specks and scanner lines. The page itself stays as it came; Placement leads back to
// it.
#pragma once

#include <cstdint>
#include <string>

#include "core/values.h"
#include "image/page_image.h"

namespace codau::image {

/// How the clean copy lies on the page: first turned clockwise by `rotation`, then clockwise about
/// its centre by `skew_degrees` (which the text is turned the other way).
struct Placement {
  std::int32_t width = 0, height = 0;  ///< of the page as it came
  std::int32_t rotation = 0;           ///< 0, 90, 180, 270
  double skew_degrees = 0;

  /// A box of the copy in pixels of the page: same size about its moved centre (for words).
  /// Law: the result lies inside the page.
  [[nodiscard]] Box word_to_page(const Box& box) const;
  /// As above, around all four moved corners (for cells and tables).
  [[nodiscard]] Box area_to_page(const Box& box) const;
};

/// A page in grey on an even white ground, not yet turned. 8 bits, dark ink.
struct Grey {
  PixPtr pix;
  PixPtr ink;  ///< 1 bit at the threshold between ink and ground
  std::int32_t dpi = 0;
  std::int32_t threshold = 128;
  bool blank = false;  ///< hardly any ink: nothing to read
};

/// Coloured ink (stamps, signatures, tinted paper) lifted towards white, background divided out
/// without clipping weak strokes, full-height scanner lines taken out.
[[nodiscard]] Grey to_grey(const PageImage& page);

/// Clockwise turn that makes the text upright, judged from the shape of its lines and letters
/// alone.
struct Turn {
  std::int32_t degrees = 0;
  bool axis_sure = false;     ///< lines run as said, not across
  bool upright_sure = false;  ///< not upside down
};
[[nodiscard]] Turn guess_turn(const Grey& grey);

/// Turned clockwise by 0, 90, 180 or 270 degrees; null on 0 (nothing to do).
[[nodiscard]] PixPtr turned(const Pix* pix, std::int32_t degrees);

struct CleanPage {
  PixPtr grey;   ///< 8 bits: what is recognised
  PixPtr ink;    ///< 1 bit, without specks
  PixPtr faint;  ///< 1 bit at a lighter threshold: thin grey rulings show here
  std::int32_t width = 0, height = 0, dpi = 0;
  Placement placement;
};

/// A rendered page is straight by nature.
enum class Deskew : std::uint8_t { kMeasured, kNever };

/// Turned by `degrees`, deskewed (to 0.2 degrees; less is left as it is), despeckled. Specks are
/// islands of ink smaller than a dot, or as small as one with white all around: the dot below a
/// letter stays.
[[nodiscard]] CleanPage clean(Grey grey, const PageImage& page, std::int32_t degrees,
                              Deskew deskew = Deskew::kMeasured);

/// Part of a picture with `margin` pixels of white around it.
[[nodiscard]] PixPtr cut(const Pix* pix, const Box& box, std::int32_t margin);
/// Both sides times `factor`.
[[nodiscard]] PixPtr scaled(const Pix* pix, double factor);
/// White over `box` of an 8-bit or 1-bit picture.
void wipe(Pix* pix, const Box& box);
/// Number of ink pixels inside `box` of a 1-bit picture.
[[nodiscard]] std::int64_t ink_in(const Pix* ink, const Box& box);
/// The picture as a PNG file, for eyes.
void write_png(const Pix* pix, const std::string& path);

}  // namespace codau::image
