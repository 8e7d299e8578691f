// text/utf16.h — detects UTF-16 text by its first bytes.
#pragma once

#include <string_view>

namespace codau::text {

/// Returns the name that iconv uses for the UTF-16 encoding of a text with this beginning. Returns
/// "UTF-16" for a byte order mark and at least one more unit. Returns "UTF-16LE" or "UTF-16BE" if
/// at least one pair in four has a NUL byte, always in the same position. Returns an empty name for
/// anything else. Reads at most the first 1,024 bytes.
[[nodiscard]] std::string_view detect_utf16(std::string_view begin) noexcept;

}  // namespace codau::text
