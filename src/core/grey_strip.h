// core/grey_strip.h — a handwritten number, day or month as a small grey picture.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau {

inline constexpr std::int32_t kGreyStripRows = 36;         ///< height of every strip, in pixels
inline constexpr std::int32_t kMaxGreyStripWidth = 1'000;  ///< in pixels

/// The picture. A default strip has no pixels and means "no picture".
struct GreyStrip {
  std::int32_t width = 0;  ///< in pixels: 1 to kMaxGreyStripWidth, or 0 for no picture
  std::string pixels;      ///< width × kGreyStripRows bytes, row by row; 0 is black, 255 white
  bool operator==(const GreyStrip&) const = default;
};

/// Returns true if the strip has a picture: its width is 1 to kMaxGreyStripWidth, and `pixels` has
/// width × kGreyStripRows bytes.
[[nodiscard]] bool is_sound(const GreyStrip& strip);

/// Returns the strip as the bytes of a PGM file (Netpbm, format P5). Precondition: is_sound().
[[nodiscard]] std::string to_pgm(const GreyStrip& strip);
/// Returns the strip whose to_pgm() is `bytes`. Returns nothing for any other bytes, even for other
/// forms of PGM. Accepts any bytes.
[[nodiscard]] std::optional<GreyStrip> parse_pgm(std::string_view bytes);

}  // namespace codau
