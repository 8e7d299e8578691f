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

/// Returns the size that the code stream states. If it states none, returns the size in the header
/// box. Returns nothing if neither states a size.
[[nodiscard]] std::optional<Jpeg2000Size> read_jpeg_2000_size(std::string_view bytes);

/// A filling for recover_jpeg_2000() that adds nothing to the last kept block, and begins no
/// packet.
inline constexpr char kOnesByte = '\xFF';
/// A filling that decoders read as empty packets; it adds noise to the last kept block.
inline constexpr char kZerosByte = '\0';
/// Returns the picture with its lost end replaced by bytes `filling`, so that a decoder shows the
/// kept part. Try kOnesByte first; if the decoder refuses the result, kZerosByte. Returns nothing
/// if no data are missing, if over 64 MiB are missing, or if the markers are damaged.
[[nodiscard]] std::optional<std::string> recover_jpeg_2000(std::string_view bytes, char filling);

}  // namespace codau::image
