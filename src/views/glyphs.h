// views/glyphs.h — a bitmap font for labels of pictures. It is compiled in, because the isolated
// worker process opens no font file. Made by tools/make_glyphs.
#pragma once

#include <array>
#include <cstdint>

namespace codau::image {

inline constexpr std::int32_t kGlyphHeight = 20;  ///< pixels, with marks above and below letters
inline constexpr std::int32_t kGlyphWidth = 16;   ///< pixels of a row of the bitmap

/// The bitmap of a character.
struct Glyph {
  std::uint16_t code = 0;    ///< Unicode code point
  std::int32_t advance = 0;  ///< pixels from the left of this glyph to the left of the next
  /// The rows of pixels from the top. The leftmost pixel is the highest bit.
  std::array<std::uint16_t, kGlyphHeight> rows;
};

/// The glyphs of ASCII, Vietnamese letters and a few signs, ascending by code.
extern const std::array<Glyph, 236> kGlyphs;

}  // namespace codau::image
