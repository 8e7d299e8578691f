// export/pdf/glyphless_font.h — the font of a text layer: invisible text over the image of a page,
// which PDF readers can search and copy. A code of the font is one UTF-16 code unit. All codes show
// the same empty glyph. Its width is half of the font size.
#pragma once

#include <set>
#include <string>

namespace codau::exports {

/// Returns the font program: a TrueType file with two empty glyphs, 0 (.notdef) and 1.
[[nodiscard]] std::string make_glyphless_font();
/// Returns a code as four hexadecimal digits, as PDF strings hold them: U+0041 gives "0041".
[[nodiscard]] std::string to_hex(char16_t code);
/// Returns the CIDToGIDMap of the PDF font: each of the 65,536 codes shows glyph 1.
[[nodiscard]] std::string make_cid_to_gid_map();
/// Returns the ToUnicode CMap of the PDF font: each of `codes` means the same UTF-16 code unit.
/// Has no ranges of codes, because Ghostscript's txtwrite (10.0) miscalculates in ranges.
[[nodiscard]] std::string make_to_unicode_cmap(const std::set<char16_t>& codes);

}  // namespace codau::exports
