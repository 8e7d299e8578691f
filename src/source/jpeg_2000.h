// source/jpeg_2000.h — reads the size of a JPEG 2000 picture. Repairs a picture that is cut short.
// `bytes`: a file of boxes (.jp2), or a bare code stream. Source: ISO/IEC 15444-1, annexes A and I.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::image {

/// A size in pixels.
struct Jpeg2000Size {
  std::int32_t width = 0, height = 0;
};

/// Returns the size in the code stream, or the size in the header box if the code stream has none.
/// Returns nothing if neither has a size.
[[nodiscard]] std::optional<Jpeg2000Size> read_jpeg_2000_size(std::string_view bytes);

/// Returns the picture with bytes `filling` appended in place of its lost end, so that a decoder
/// shows the kept part. Try kOnesByte as `filling` first. If the decoder refuses the result, try
/// kZerosByte. Returns nothing if no data are missing, if over 64 MiB are missing, or if the
/// markers are damaged.
[[nodiscard]] std::optional<std::string> recover_jpeg_2000(std::string_view bytes, char filling);
/// Filling that adds nothing to the last kept block, and begins no other packet.
inline constexpr char kOnesByte = '\xFF';
/// Filling that is read as empty packets; it adds noise to the last kept block.
inline constexpr char kZerosByte = '\0';

}  // namespace codau::image
