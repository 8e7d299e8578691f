// text/utf16.h — detects UTF-16 text by its first bytes.
#pragma once

#include <string_view>

namespace codau::text {

/// Returns the name that iconv uses for the UTF-16 encoding of a text that begins with `begin`.
/// Reads up to 1,024 bytes.
/// 1. "UTF-16": it begins with a byte order mark and has at least one more pair of bytes.
/// 2. "UTF-16LE" or "UTF-16BE": at least one pair in four has a NUL byte, always the second or
///    always the first of the pair. Needs at least 8 bytes.
/// 3. Empty: not UTF-16, or too short to tell.
[[nodiscard]] std::string_view detect_utf16(std::string_view begin) noexcept;

}  // namespace codau::text
