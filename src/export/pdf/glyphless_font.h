// export/pdf/glyphless_font.h — an invisible font for text that readers can search and copy. Each
// UTF-16 code unit is its own code in the font. All codes share one empty glyph, half as wide as
// high.
#pragma once

#include <set>
#include <string>

namespace codau::exports {

/// Returns a TrueType font of two empty glyphs, glyph 0 and glyph 1. The font is generated, so that
/// the program needs no font file.
[[nodiscard]] std::string make_glyphless_font();
/// Returns a code as four hexadecimal digits, as PDF strings hold them.
[[nodiscard]] std::string to_hex(char16_t code);
/// Returns the CIDToGIDMap of the PDF font: each of the 65,536 codes is glyph 1.
[[nodiscard]] std::string make_cid_to_gid_map();
/// Returns the ToUnicode CMap of the PDF font: each of `codes` is its own UTF-16 value. The CMap
/// lists codes one by one, because Ghostscript's txtwrite (10.0) miscalculates in ranges.
[[nodiscard]] std::string make_to_unicode_cmap(const std::set<char16_t>& codes);

}  // namespace codau::exports
