// core/grey_strip.h — a handwritten number, day or month as a small grey picture.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau {

/// Rows of all strips, and the widest strip in pixels: some 28 times as wide as high.
inline constexpr std::int32_t kGreyStripRows = 36, kMaxGreyStripWidth = 1'000;

struct GreyStrip {
  std::int32_t width = 0;  ///< 1 to kMaxGreyStripWidth; 0: no picture
  std::string pixels;      ///< width × kGreyStripRows bytes, row by row; 0 is black, 255 white
  bool operator==(const GreyStrip&) const = default;
};

/// Returns whether the width is in its range and the pixels are as many as it says.
[[nodiscard]] bool is_sound(const GreyStrip& strip);

/// Returns a sound strip as the bytes of a PGM file (Netpbm, format P5).
[[nodiscard]] std::string to_pgm(const GreyStrip& strip);
/// Returns the strip of such a file; nothing for any other bytes. Total.
[[nodiscard]] std::optional<GreyStrip> parse_pgm(std::string_view bytes);

}  // namespace codau
