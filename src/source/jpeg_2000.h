// source/jpeg_2000.h — the frame of a JPEG 2000 picture: its boxes, its size, where its data end.
// Source: ISO/IEC 15444-1, annexes A (code stream) and I (boxes).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace codau::image {

struct Jpeg2000Size {
  std::int32_t width = 0, height = 0;
};

/// Returns the size that the code stream says, else the one of its header box. `bytes`: a file of
/// boxes, or a bare code stream. Returns nothing if neither can be found. Leptonica 1.82 searches
/// the first 80 bytes in steps of four, and misses the header behind some `rreq` boxes.
[[nodiscard]] std::optional<Jpeg2000Size> read_jpeg_2000_size(std::string_view bytes);

/// Returns the picture with `filling` in place of the lost end of its data, so that a decoder shows
/// what was kept. Returns nothing if no data are missing or none are there. Ones say nothing to the
/// decoder of a block, and are no beginning of another packet. Zeros are empty packets, and noise
/// in the last block that was kept.
[[nodiscard]] std::optional<std::string> recover_jpeg_2000(std::string_view bytes, char filling);
inline constexpr char kOnesByte = '\xFF', kZerosByte = '\0';

}  // namespace codau::image
