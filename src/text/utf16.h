// text/utf16.h — text in units of two bytes, told from UTF-8 by how it begins.
#pragma once

#include <string_view>

namespace codau::text {

/// What iconv calls the encoding of a text that begins so: "UTF-16" with a byte order mark before a
/// letter, else "UTF-16LE" or "UTF-16BE" where one byte of at least each fourth pair is NUL, always
/// the same one; empty for anything else. The first 1,024 bytes tell.
[[nodiscard]] std::string_view utf16_name(std::string_view begin) noexcept;

}  // namespace codau::text
