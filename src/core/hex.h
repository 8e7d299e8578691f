// core/hex.h — bytes as hexadecimal digits, in small letters.
#pragma once

#include <string>
#include <string_view>

namespace codau {

inline constexpr std::string_view kHexDigits = "0123456789abcdef";

/// Appends two digits for each byte.
inline void append_hex(std::string& out, std::string_view bytes) {
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kHexDigits[byte >> 4U];
    out += kHexDigits[byte & 15U];
  }
}

/// Returns two digits for each byte.
[[nodiscard]] inline std::string to_hex(std::string_view bytes) {
  std::string out;
  out.reserve(2 * bytes.size());
  append_hex(out, bytes);
  return out;
}

/// Returns true if all characters are digits. So an empty text is hexadecimal.
[[nodiscard]] inline bool is_hex(std::string_view text) {
  return text.find_first_not_of(kHexDigits) == std::string_view::npos;
}

}  // namespace codau
