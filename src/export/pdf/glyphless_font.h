// export/pdf/glyphless_font.h — a font that shows nothing and can be copied as any text: the code
// of a character is its UTF-16 value, and every code has the same empty glyph, half as wide as it
// is high.
#pragma once

#include <set>
#include <string>

namespace codau::exports {

/// A TrueType font of two empty glyphs, made here so that no file is needed at run time.
[[nodiscard]] std::string glyphless_font();
/// A code as the four digits of a PDF string.
[[nodiscard]] std::string hex_of(char16_t code);
/// CIDToGIDMap: each of the 65,536 codes is glyph 1.
[[nodiscard]] std::string glyphless_gid_map();
/// ToUnicode CMap: each of these codes is its own UTF-16 value. They are told one by one, as
/// Ghostscript's txtwrite (10.0) adds up wrong in ranges.
[[nodiscard]] std::string to_unicode(const std::set<char16_t>& codes);

}  // namespace codau::exports
