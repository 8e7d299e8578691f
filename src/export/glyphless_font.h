// export/glyphless_font.h — a font that shows nothing and can be copied as any text: the code of a
// character is its UTF-16 value, and every code has the same empty glyph, half as wide as it is
// high.
#pragma once

#include <string>

namespace codau::exports {

/// A TrueType font of two empty glyphs, made here so that no file is needed at run time.
[[nodiscard]] std::string glyphless_font();
/// CIDToGIDMap: each of the 65,536 codes is glyph 1.
[[nodiscard]] std::string glyphless_gid_map();
/// ToUnicode CMap: each code is its own UTF-16 value.
[[nodiscard]] std::string identity_to_unicode();

}  // namespace codau::exports
