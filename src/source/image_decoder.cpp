#include "source/image_decoder.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "core/error.h"
#include "raster/pixels.h"
#include "source/jpeg_2000.h"
#include "source/png_recovery.h"

namespace codau::image {
namespace {

constexpr double kA4LongInches = 11.69, kA3LongInches = 17.5, kA2LongInches = 34.0;
constexpr l_uint32 kWhite = 0xFFFFFF00;
/// Pixels less square than this are stretched; the coarse mode of a fax has 2.08.
constexpr double kSquare = 1.2, kMostOblong = 4.0;

const l_uint8* to_leptonica_bytes(std::string_view bytes) {
  return reinterpret_cast<const l_uint8*>(bytes.data());
}

struct PixelSize {
  l_int32 width = 0, height = 0;
};

std::optional<PixelSize> read_size(std::string_view bytes, SourceFormat format) {
  if (format == SourceFormat::kJp2) {
    const std::optional<Jpeg2000Size> found = read_jpeg_2000_size(bytes);
    return found ? std::optional(PixelSize{found->width, found->height}) : std::nullopt;
  }
  PixelSize size;
  l_int32 kind = 0, depth = 0, samples = 0;
  if (pixReadHeaderMem(to_leptonica_bytes(bytes), bytes.size(), &kind, &size.width, &size.height,
                       &depth, &samples, nullptr) != 0) {
    return std::nullopt;
  }
  return size;
}

bool are_oblong(Resolution r) {
  const double longer = std::max(r.x, r.y), shorter = std::min(r.x, r.y);
  return shorter >= 72 && longer > kSquare * shorter && longer < kMostOblong * shorter;
}

/// The coarser side stretched; in grey or colour, so that strokes stay smooth.
PixPtr with_square_pixels(const Pix* pix, const Resolution& resolution, const DecodeLimits& limits,
                          std::string_view what) {
  const double finer = std::max(resolution.x, resolution.y), x = finer / resolution.x,
               y = finer / resolution.y;
  const Box before = get_bounds(pix);
  check_size(std::llround(x * before.right), std::llround(y * before.bottom), limits, what);
  PixPtr plain = remove_palette(pix);
  if (pixGetDepth(plain.get()) != 32) plain = own(pixConvertTo8(plain.get(), 0));
  return own(pixScaleLI(plain.get(), static_cast<float>(x), static_cast<float>(y)));
}

PixPtr read_picture(std::string_view bytes) {
  return PixPtr(pixReadMem(to_leptonica_bytes(bytes), bytes.size()));
}

/// Reads a picture whose end is lost; null if nothing of it can be read.
PixPtr read_beginning(std::string_view bytes, SourceFormat format) {
  const auto read = [](const std::optional<std::string>& completed) {
    return completed ? read_picture(*completed) : nullptr;
  };
  if (format == SourceFormat::kPng) return read(recover_png(bytes));
  if (format != SourceFormat::kJp2) return nullptr;
  PixPtr out = read(recover_jpeg_2000(bytes, kOnesByte));
  return out ? std::move(out) : read(recover_jpeg_2000(bytes, kZerosByte));
}

/// Coded data have no such stretch of zeros: a part of the file was lost.
bool has_hole(std::string_view bytes) {
  constexpr std::size_t kHole = 4096;  // a blank page of 1,000 packets has as many zero bytes
  return bytes.find(std::string(kHole, '\0')) != std::string_view::npos;
}

/// https://developers.google.com/speed/webp/docs/riff_container: the extended header tells it.
bool is_animated_webp(std::string_view bytes) {
  constexpr std::size_t kKind = 12, kFlags = 20;
  constexpr unsigned char kAnimation = 2;
  return bytes.size() > kFlags && bytes.substr(kKind, 4) == "VP8X" &&
         (static_cast<unsigned char>(bytes[kFlags]) & kAnimation) != 0;
}

}  // namespace

void check_size(std::int64_t width, std::int64_t height, const DecodeLimits& limits,
                std::string_view what) {
  const std::string size = std::to_string(width) + " x " + std::to_string(height) + " pixels";
  if (width < limits.min_side || height < limits.min_side) {
    throw Error(Cause::kTooSmall, std::string(what) + ": " + size);
  }
  if (width >= limits.max_side || height >= limits.max_side || width * height > limits.max_pixels) {
    throw Error(Cause::kTooLarge, std::string(what) + ": " + size);
  }
}

std::int32_t choose_dpi(std::int32_t dpi, std::int32_t width, std::int32_t height) {
  const double longest = std::max(width, height);
  // Between a card and A2: what lies outside is a wrong tag, not an odd page. Tags of screens (72,
  // 96) are what programs write that know no better: of those only the sizes of office paper.
  const double most = dpi <= 100 ? kA3LongInches : kA2LongInches;
  if (dpi >= 72 && dpi <= 1200 && longest / dpi >= 4.0 && longest / dpi <= most) return dpi;
  return std::clamp(static_cast<std::int32_t>(longest / kA4LongInches + 0.5), 72, 1200);
}

PageImage make_page_image(DecodedImage decoded, Resolution resolution, const DecodeLimits& limits,
                          std::string_view what) {
  PixPtr pix = std::move(decoded.pix);
  if (!pix || (decoded.is_truncated && is_uniform(pix.get()))) {
    throw Error(Cause::kDamaged, std::string(what) + ": the picture cannot be decoded");
  }
  if (pixGetDepth(pix.get()) == 32 && pixGetSpp(pix.get()) == 4) {
    pix = own(pixAlphaBlendUniform(pix.get(), kWhite));
  }
  if (are_oblong(resolution)) {
    pix = with_square_pixels(pix.get(), resolution, limits, what);
    resolution.x = resolution.y = std::max(resolution.x, resolution.y);
  }
  PageImage out;
  out.width = pixGetWidth(pix.get());
  out.height = pixGetHeight(pix.get());
  out.dpi = choose_dpi(resolution.x, out.width, out.height);
  out.is_truncated = decoded.is_truncated;
  out.pix = std::move(pix);
  return out;
}

PageImage make_page_image(DecodedImage decoded, const DecodeLimits& limits, std::string_view what) {
  Resolution resolution;
  if (decoded.pix) resolution = {pixGetXRes(decoded.pix.get()), pixGetYRes(decoded.pix.get())};
  return make_page_image(std::move(decoded), resolution, limits, what);
}

PixPtr reduce_depth(PixPtr rgb) {
  bool grey = true, two = true;
  for (l_int32 y = 0; rgb && grey && y < pixGetHeight(rgb.get()); ++y) {
    const l_uint32* row =
        pixGetData(rgb.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(rgb.get());
    for (l_int32 x = 0; x < pixGetWidth(rgb.get()); ++x) {
      const l_uint32 red = row[x] >> 24U;
      grey = grey && red * 0x01010100U == row[x];
      two = two && (red == 0 || red == 255);
    }
  }
  if (!rgb || !grey) return rgb;
  PixPtr out = own(pixConvertRGBToGrayFast(rgb.get()));
  return two ? own(pixThresholdToBinary(out.get(), 128)) : std::move(out);
}

bool is_uniform(const Pix* pix) {
  const PixPtr plain = remove_palette(pix);
  Pix* const in = plain.get();
  const l_int32 width = pixGetWidth(in), height = pixGetHeight(in);
  l_uint32 first = 0, value = 0;
  pixGetPixel(in, 0, 0, &first);
  for (l_int32 y = 0; y < height; ++y) {
    for (l_int32 x = 0; x < width; ++x) {
      pixGetPixel(in, x, y, &value);
      if (value != first) return false;
    }
  }
  return true;
}

DecodedImage decode_image(std::string_view bytes, SourceFormat format, const DecodeLimits& limits,
                          std::string_view what) {
  setMsgSeverity(L_SEVERITY_NONE);  // findings are thrown or flagged, never printed by a library
  if (format == SourceFormat::kWebp && is_animated_webp(bytes))
    throw Error(Cause::kPictureKind, std::string(what) + ": an animated WebP");
  const std::optional<PixelSize> size = read_size(bytes, format);
  if (!size) return {};
  check_size(size->width, size->height, limits, what);
  DecodedImage out;
  if (format == SourceFormat::kJpeg) {
    l_int32 warnings = 0;
    out.pix.reset(pixReadMemJpeg(to_leptonica_bytes(bytes), bytes.size(), 0, 1, &warnings,
                                 L_JPEG_CONTINUE_WITH_BAD_DATA));
    out.is_truncated = warnings > 0;
  } else {
    out.pix = read_picture(bytes);
    out.is_truncated = format == SourceFormat::kJp2 && has_hole(bytes);
    if (!out.pix) out = {read_beginning(bytes, format), true};
  }
  if (out.pix) check_size(pixGetWidth(out.pix.get()), pixGetHeight(out.pix.get()), limits, what);
  return out;
}

}  // namespace codau::image
