#include "source/png_recovery.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace codau::image {
namespace {

constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1A\n";
constexpr std::size_t kHeaderBytes = 13;                     // bytes of the IHDR chunk
constexpr std::size_t kMaxRowBytes = std::size_t{1} << 30U;  // bytes of all rows
constexpr std::uint8_t kColourTypeRgb = 2, kColourTypeIndexed = 3, kColourTypeGreyAlpha = 4,
                       kColourTypeRgba = 6;

std::uint32_t read_uint32(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i) out = out << 8U | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

struct Chunks {
  std::string header, palette, resolution, rows;
};

/// Takes chunks as far as they are there. Data behind another chunk are not the rows'.
Chunks chunks_of(std::string_view bytes) {
  Chunks out;
  for (std::size_t at = kPngSignature.size(); at + 8 <= bytes.size();) {
    const std::size_t size = read_uint32(bytes, at);
    const std::string_view type = bytes.substr(at + 4, 4), data = bytes.substr(at + 8, size);
    if (type == "IHDR") out.header = data;
    if (type == "PLTE") out.palette = data;
    if (type == "pHYs" && data.size() == size) out.resolution = data;
    if (type == "IDAT") out.rows += data;
    if (data.size() < size || type == "IEND") break;
    at += 12 + size;
  }
  return out;
}

struct PngHeader {
  std::uint32_t width = 0, height = 0;
  std::uint8_t depth = 0, colour = 0;
  bool interlaced = false;
  [[nodiscard]] std::size_t bits() const {
    const std::size_t samples = colour == kColourTypeRgb         ? 3
                                : colour == kColourTypeRgba      ? 4
                                : colour == kColourTypeGreyAlpha ? 2
                                                                 : 1;
    return samples * depth;
  }
};

/// Rows of one pass over the picture, each behind a byte that names its filter.
struct InterlacePass {
  std::size_t rows = 0, row_bytes = 0;
};

std::vector<InterlacePass> passes_of(const PngHeader& header) {
  struct InterlaceGrid {
    std::uint32_t x, y, across, down;
  };
  constexpr std::array<InterlaceGrid, 7> kInterlaced{{{0, 0, 8, 8},
                                                      {4, 0, 8, 8},
                                                      {0, 4, 4, 8},
                                                      {2, 0, 4, 4},
                                                      {0, 2, 2, 4},
                                                      {1, 0, 2, 2},
                                                      {0, 1, 1, 2}}};
  std::vector<InterlacePass> out;
  const auto add = [&](const InterlaceGrid& grid) {
    if (header.width <= grid.x || header.height <= grid.y) return;
    const std::size_t columns = (header.width - grid.x + grid.across - 1) / grid.across,
                      rows = (header.height - grid.y + grid.down - 1) / grid.down;
    out.push_back({rows, 1 + (columns * header.bits() + 7) / 8});
  };
  if (!header.interlaced) {
    add({0, 0, 1, 1});
  } else {
    for (const InterlaceGrid& grid : kInterlaced) add(grid);
  }
  return out;
}

/// Unpacks at most `size` bytes.
std::string unpacked(std::string& packed, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return {};
  constexpr std::size_t kMost = std::numeric_limits<uInt>::max();
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(std::min(packed.size(), kMost));
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(size);
  (void)inflate(&stream, Z_SYNC_FLUSH);  // as far as it goes
  out.resize(stream.total_out);
  (void)inflateEnd(&stream);
  return out;
}

/// The byte that makes all its pixels white, or as light as the palette can.
char white_of(const PngHeader& header, std::string_view palette) {
  if (header.colour != kColourTypeIndexed) return '\xFF';
  std::size_t best = 0;
  const auto light = [palette](std::size_t i) {
    const auto at = [&](std::size_t k) { return static_cast<unsigned char>(palette[3 * i + k]); };
    return at(0) + at(1) + at(2);
  };
  const std::size_t known = std::size_t{1} << header.depth;
  for (std::size_t i = 1; i < std::min(known, palette.size() / 3); ++i) {
    if (light(i) > light(best)) best = i;
  }
  std::size_t byte = 0;
  for (std::size_t at = 0; at < 8; at += header.depth) byte |= best << at;
  return static_cast<char>(byte);
}

void append_uint32(std::string& out, std::size_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFFU);
}

void append_chunk(std::string& out, std::string_view type, std::string_view data) {
  append_uint32(out, data.size());
  const std::size_t begin = out.size();
  out.append(type).append(data);
  append_uint32(out, crc32(0, reinterpret_cast<const Bytef*>(out.data()) + begin,
                           static_cast<uInt>(out.size() - begin)));
}

std::string packed(const std::string& rows) {
  uLongf size = compressBound(rows.size());
  std::string out(size, '\0');
  const bool is_done =
      compress2(reinterpret_cast<Bytef*>(out.data()), &size,
                reinterpret_cast<const Bytef*>(rows.data()), rows.size(), Z_BEST_SPEED) == Z_OK;
  out.resize(is_done ? size : 0);
  return out;
}

/// Nothing for what no PNG may have.
std::optional<PngHeader> header_of(std::string_view bytes) {
  if (bytes.size() != kHeaderBytes) return std::nullopt;
  const auto byte = [bytes](std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); };
  const PngHeader out{read_uint32(bytes, 0), read_uint32(bytes, 4), byte(8), byte(9),
                      byte(12) == 1};
  const bool is_depth = out.depth == 1 || out.depth == 2 || out.depth == 4 || out.depth == 8 ||
                        (out.depth == 16 && out.colour != kColourTypeIndexed);
  return is_depth && out.width > 0 && out.height > 0 ? std::optional(out) : std::nullopt;
}

}  // namespace

std::optional<std::string> recover_png(std::string_view bytes) {
  if (!bytes.starts_with(kPngSignature)) return std::nullopt;
  Chunks chunks = chunks_of(bytes);
  const std::optional<PngHeader> header = header_of(chunks.header);
  if (!header || (header->colour == kColourTypeIndexed && chunks.palette.size() < 3))
    return std::nullopt;
  const std::vector<InterlacePass> passes = passes_of(*header);
  std::size_t size = 0;
  for (const InterlacePass& pass : passes) {
    if (pass.rows > (kMaxRowBytes - size) / pass.row_bytes) return std::nullopt;
    size += pass.rows * pass.row_bytes;
  }
  std::string rows = unpacked(chunks.rows, size);
  const std::size_t kept = rows.size();
  if (kept < passes.front().row_bytes) return std::nullopt;
  rows.resize(size, white_of(*header, chunks.palette));
  std::size_t at = 0;
  for (const InterlacePass& pass : passes) {
    for (std::size_t i = 0; i < pass.rows; ++i, at += pass.row_bytes) {
      if (at + pass.row_bytes <= kept) continue;
      rows.replace(at, pass.row_bytes, pass.row_bytes, white_of(*header, chunks.palette));
      rows[at] = '\0';  // no filter
    }
  }
  std::string out(kPngSignature);
  append_chunk(out, "IHDR", chunks.header);
  if (!chunks.palette.empty()) append_chunk(out, "PLTE", chunks.palette);
  if (!chunks.resolution.empty()) append_chunk(out, "pHYs", chunks.resolution);
  append_chunk(out, "IDAT", packed(rows));
  append_chunk(out, "IEND", {});
  return out;
}

}  // namespace codau::image
