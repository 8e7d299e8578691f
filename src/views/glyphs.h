// views/glyphs.h — the letters that pictures for people are labelled with, as bitmaps: the process
// that draws them opens no font file. Made by tools/make_glyphs.
#pragma once

#include <array>
#include <cstdint>

namespace codau::image {

inline constexpr std::int32_t kGlyphHeight = 20;  ///< with the room for marks above and below
inline constexpr std::int32_t kGlyphWidth = 16;

struct Glyph {
  std::uint16_t code = 0;                        ///< Unicode
  std::int32_t advance = 0;                      ///< how far the next letter stands
  std::array<std::uint16_t, kGlyphHeight> rows;  ///< the leftmost pixel is the highest bit
};

/// Ascending by code: ASCII, Vietnamese, a few signs.
extern const std::array<Glyph, 236> kGlyphs;

}  // namespace codau::image
