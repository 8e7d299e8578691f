// core/hex.h — bytes as hexadecimal digits: 0 to 9 and a to f. Capitals are no digits here.
#pragma once

#include <string>
#include <string_view>

namespace codau {

inline constexpr std::string_view kHexDigits = "0123456789abcdef";

/// Appends two digits for each byte of `bytes`, the higher half first: "K" gives "4b".
inline void append_hex(std::string& out, std::string_view bytes) {
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kHexDigits[byte >> 4U];
    out += kHexDigits[byte & 15U];
  }
}

/// Returns the digits that append_hex() appends.
[[nodiscard]] inline std::string to_hex(std::string_view bytes) {
  std::string out;
  out.reserve(2 * bytes.size());
  append_hex(out, bytes);
  return out;
}

/// Returns true if all characters of `text` are in kHexDigits; true for an empty text.
[[nodiscard]] inline bool is_hex(std::string_view text) {
  return text.find_first_not_of(kHexDigits) == std::string_view::npos;
}

}  // namespace codau
