// views/glyphs.h — a bitmap font for labels of pictures. It is compiled in, because the isolated
// worker process cannot open a font file. tools/make_glyphs generates it.
#pragma once

#include <array>
#include <cstdint>

namespace codau::image {

/// Pixels, including diacritics above and below letters.
inline constexpr std::int32_t kGlyphHeight = 20;
inline constexpr std::int32_t kGlyphWidth = 16;  ///< pixels of a row of the bitmap

/// The bitmap of a character.
struct Glyph {
  std::uint16_t code = 0;    ///< Unicode code point
  std::int32_t advance = 0;  ///< pixels from the left of this glyph to the left of the next
  /// The rows of pixels from the top. The highest bit is the leftmost pixel; 1 is ink.
  std::array<std::uint16_t, kGlyphHeight> rows;
};

/// The glyphs of ASCII, Vietnamese letters and a few signs, ascending by code.
extern const std::array<Glyph, 236> kGlyphs;

}  // namespace codau::image
