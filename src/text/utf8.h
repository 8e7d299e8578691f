// text/utf8.h — decodes and encodes UTF-8, one code point at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace codau::text {

constexpr char32_t kIllFormed = 0xFFFFFFFF;  ///< result for a byte outside well-formed UTF-8
constexpr char32_t kReplacementCharacter = 0xFFFD;

/// Returns the code point at byte `at`, and moves `at` after it. If the bytes are not well-formed
/// UTF-8 (overlong, surrogate, cut off), returns kIllFormed and moves `at` by one byte.
/// Precondition: at < bytes.size().
[[nodiscard]] constexpr char32_t next_code_point(std::string_view bytes, std::size_t& at) noexcept {
  const auto byte = [&](std::size_t i) -> char32_t {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
  };
  const char32_t first = byte(at++);
  if (first < 0x80) return first;
  const std::size_t more = first >= 0xF0 ? 3U : first >= 0xE0 ? 2U : 1U;
  if (first < 0xC2 || first > 0xF4) return kIllFormed;
  char32_t c = first & (0x3FU >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const char32_t next = byte(at + i);
    if ((next & 0xC0U) != 0x80U) return kIllFormed;
    c = c << 6U | (next & 0x3FU);
  }
  constexpr char32_t kMinCodePoints[] = {0x80, 0x800, 0x10000};
  if (c < kMinCodePoints[more - 1] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
    return kIllFormed;
  at += more;
  return c;
}

/// Appends `c` to `out`. Precondition: `c` is a Unicode scalar value.
constexpr void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t bits) { out += static_cast<char>(bits); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0U | c >> 6U);
  } else {
    if (c < 0x10000) {
      put(0xE0U | c >> 12U);
    } else {
      put(0xF0U | c >> 18U);
      put(0x80U | (c >> 12U & 0x3FU));
    }
    put(0x80U | (c >> 6U & 0x3FU));
  }
  put(0x80U | (c & 0x3FU));
}

}  // namespace codau::text
