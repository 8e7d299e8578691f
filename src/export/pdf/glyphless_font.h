// export/pdf/glyphless_font.h — an invisible font whose text can be copied. The code of a character
// is its UTF-16 value. All codes share one empty glyph, half as wide as it is high.
#pragma once

#include <set>
#include <string>

namespace codau::exports {

/// Returns a TrueType font of two empty glyphs. It is generated, so that no file is needed at run
/// time.
[[nodiscard]] std::string glyphless_font();
/// Returns a code as four hexadecimal digits of a PDF string.
[[nodiscard]] std::string hex_of(char16_t code);
/// Returns the CIDToGIDMap: each of the 65,536 codes is glyph 1.
[[nodiscard]] std::string glyphless_gid_map();
/// Returns the ToUnicode CMap: each of these codes is its own UTF-16 value. Codes are listed one by
/// one, because Ghostscript's txtwrite (10.0) miscalculates in ranges.
[[nodiscard]] std::string to_unicode(const std::set<char16_t>& codes);

}  // namespace codau::exports
