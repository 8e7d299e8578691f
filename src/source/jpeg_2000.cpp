#include "source/jpeg_2000.h"

#include <cstddef>
#include <limits>

namespace codau::image {
namespace {

/// Boxes of a picture with many palettes and profiles are some dozens.
constexpr int kMostBoxes = 4096;
/// Markers of a code stream: its header has some dozens, and a tile of a large map has a few.
constexpr int kMostMarkers = 1 << 20;
/// More data are not missing of a scan of 200 million pixels.
constexpr std::size_t kMostMissing = std::size_t{64} << 20U;

constexpr std::uint64_t kCodeStreamMarker = 0xFF4F, kSizeMarker = 0xFF51, kTilePartMarker = 0xFF90,
                        kEndMarker = 0xFFD9;

/// The number of `count` bytes at `at`; 0 beyond the end.
std::uint64_t read_big_endian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto byte = at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U;
    out = out << 8U | byte;
  }
  return out;
}

std::optional<Jpeg2000Size> check_image_size(std::uint64_t width, std::uint64_t height) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int32_t>::max();
  if (width == 0 || height == 0 || width > kMost || height > kMost) return std::nullopt;
  return Jpeg2000Size{static_cast<std::int32_t>(width), static_cast<std::int32_t>(height)};
}

/// What the boxes of a file hold.
struct Boxes {
  std::optional<Jpeg2000Size> header;      ///< as the header box says
  std::size_t stream = std::string::npos;  ///< where the code stream begins
};

/// Walks the boxes from `at` to `end`. Those of the header box lie inside it.
void walk(std::string_view bytes, std::size_t at, std::size_t end, int& left, Boxes& out) {
  while (at + 8 <= end && left-- > 0 && out.stream == std::string::npos) {
    std::uint64_t length = read_big_endian(bytes, at, 4);
    const std::string_view type = bytes.substr(at + 4, 4);
    std::size_t head = 8;
    if (length == 1) {
      length = read_big_endian(bytes, at + 8, 8);
      head = 16;
    }
    const bool is_last = length == 0;
    if (!is_last && length < head) return;
    const std::size_t body = at + head;
    const std::size_t behind = is_last || length > end - at ? end : at + length;
    if (type == "jp2h" && body < behind) {
      walk(bytes, body, behind, left, out);
    } else if (type == "ihdr" && body + 8 <= behind) {
      out.header =
          check_image_size(read_big_endian(bytes, body + 4, 4), read_big_endian(bytes, body, 4));
    } else if (type == "jp2c" && body < end) {
      out.stream = body;
    }
    at = behind;
  }
}

Boxes boxes_of(std::string_view bytes) {
  Boxes out;
  if (read_big_endian(bytes, 0, 2) == kCodeStreamMarker) {
    out.stream = 0;
    return out;
  }
  int left = kMostBoxes;
  walk(bytes, 0, bytes.size(), left, out);
  return out;
}

}  // namespace

// Leptonica 1.82 searches only the first 80 bytes in steps of four, and misses the header after
// some `rreq` boxes.
std::optional<Jpeg2000Size> read_jpeg_2000_size(std::string_view bytes) {
  const Boxes boxes = boxes_of(bytes);
  if (boxes.stream == std::string::npos) return boxes.header;
  const std::size_t at = boxes.stream + 2;  // the size is the first segment of every code stream
  if (read_big_endian(bytes, boxes.stream, 2) != kCodeStreamMarker ||
      read_big_endian(bytes, at, 2) != kSizeMarker) {
    return boxes.header;
  }
  const auto side = [&](std::size_t to, std::size_t from) {
    const std::uint64_t end = read_big_endian(bytes, at + to, 4),
                        begin = read_big_endian(bytes, at + from, 4);
    return end > begin ? end - begin : 0;
  };
  return check_image_size(side(6, 14), side(10, 18));
}

std::optional<std::string> recover_jpeg_2000(std::string_view bytes, char filling) {
  const Boxes boxes = boxes_of(bytes);
  if (boxes.stream == std::string::npos) return std::nullopt;
  std::size_t at = boxes.stream + 2;
  for (int left = kMostMarkers; left > 0 && at + 12 <= bytes.size(); --left) {
    const std::uint64_t marker = read_big_endian(bytes, at, 2);
    if (marker == kEndMarker) return std::nullopt;
    const bool is_tile_part = marker == kTilePartMarker;
    const std::uint64_t length =
        is_tile_part ? read_big_endian(bytes, at + 6, 4) : 2 + read_big_endian(bytes, at + 2, 2);
    if (is_tile_part && length == 0) return std::nullopt;  // it goes on to the end
    if (marker < 0xFF00 || length < 4) return std::nullopt;
    if (length <= bytes.size() - at) {
      at += length;
      continue;
    }
    const std::size_t missing = length - (bytes.size() - at);
    if (!is_tile_part || missing > kMostMissing) return std::nullopt;
    std::string out;
    out.reserve(bytes.size() + missing + 2);
    out.append(bytes).append(missing, filling).append("\xFF\xD9");
    return out;
  }
  return std::nullopt;
}

}  // namespace codau::image
