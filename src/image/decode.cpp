#include "image/decode.h"

#include <allheaders.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "core/error.h"

namespace codau::image {
namespace {

constexpr double kA4LongInches = 11.69;

struct CloseFile {
  void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};

const l_uint8* bytes_of(std::string_view bytes) {
  return reinterpret_cast<const l_uint8*>(bytes.data());
}

struct Size {
  l_int32 width = 0, height = 0;
};

std::optional<Size> read_size(std::string_view bytes, Format format, std::uint32_t index) {
  Size size;
  l_int32 other = 0, depth = 0, samples = 0;
  const bool bad = format == Format::kTiff
                       ? readHeaderMemTiff(bytes_of(bytes), bytes.size(),
                                           static_cast<l_int32>(index), &size.width, &size.height,
                                           &depth, &samples, nullptr, nullptr, nullptr) != 0
                       : pixReadHeaderMem(bytes_of(bytes), bytes.size(), &other, &size.width,
                                          &size.height, &depth, &samples, nullptr) != 0;
  if (bad) return std::nullopt;
  return size;
}

bool jpeg_ends(std::string_view bytes) {
  const std::string_view tail =
      bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 4096));
  return tail.find("\xFF\xD9") != std::string_view::npos;
}

}  // namespace

void DestroyPix::operator()(Pix* pix) const noexcept { pixDestroy(&pix); }

void check_size(std::int64_t width, std::int64_t height, const Limits& limits,
                std::string_view what) {
  const std::string size = std::to_string(width) + " x " + std::to_string(height) + " pixels";
  if (width < limits.min_side || height < limits.min_side) {
    throw Error(Cause::kTooSmall, std::string(what) + ": " + size);
  }
  if (width >= limits.max_side || height >= limits.max_side || width * height > limits.max_pixels) {
    throw Error(Cause::kTooLarge, std::string(what) + ": " + size);
  }
}

std::uint32_t count_tiff_pages(std::string_view bytes, const Limits& limits,
                               std::string_view what) {
  // Leptonica counts pages of an open file only.
  const std::unique_ptr<std::FILE, CloseFile> file(
      fmemopen(const_cast<char*>(bytes.data()), bytes.size(), "rb"));
  l_int32 count = 0;
  if (!file || tiffGetCount(file.get(), &count) != 0 || count <= 0) {
    throw Error(Cause::kDamaged, std::string(what) + ": no page can be found in the TIFF");
  }
  return std::min(static_cast<std::uint32_t>(count), limits.max_pages);
}

std::int32_t plausible_dpi(std::int32_t dpi, std::int32_t width, std::int32_t height) {
  const double longest = std::max(width, height);
  // Between a card and two sheets of A3: what lies outside is a wrong tag, not an odd page.
  if (dpi >= 72 && dpi <= 1200 && longest / dpi >= 4.0 && longest / dpi <= 34.0) return dpi;
  return std::clamp(static_cast<std::int32_t>(longest / kA4LongInches + 0.5), 72, 1200);
}

PageImage make_page_image(PixPtr pix, std::int32_t dpi, std::string_view what) {
  if (!pix) throw Error(Cause::kDamaged, std::string(what) + ": the picture cannot be decoded");
  PageImage out;
  out.width = pixGetWidth(pix.get());
  out.height = pixGetHeight(pix.get());
  out.dpi = plausible_dpi(dpi, out.width, out.height);
  out.pix = std::move(pix);
  return out;
}

PageImage decode(std::string_view bytes, Format format, std::uint32_t index, const Limits& limits,
                 std::string_view what) {
  setMsgSeverity(L_SEVERITY_NONE);  // findings are thrown or flagged, never printed by a library
  const std::optional<Size> size = read_size(bytes, format, index);
  if (!size)
    throw Error(Cause::kDamaged, std::string(what) + ": the picture has no readable header");
  check_size(size->width, size->height, limits, what);
  PixPtr pix;
  bool truncated = false;
  if (format == Format::kTiff) {
    pix.reset(pixReadMemTiff(bytes_of(bytes), bytes.size(), static_cast<l_int32>(index)));
  } else if (format == Format::kJpeg) {
    l_int32 warnings = 0;
    pix.reset(pixReadMemJpeg(bytes_of(bytes), bytes.size(), 0, 1, &warnings,
                             L_JPEG_CONTINUE_WITH_BAD_DATA));
    truncated = warnings > 0 && !jpeg_ends(bytes);
  } else {
    pix.reset(pixReadMem(bytes_of(bytes), bytes.size()));
  }
  const std::int32_t dpi = pix ? pixGetXRes(pix.get()) : 0;
  PageImage out = make_page_image(std::move(pix), dpi, what);
  check_size(out.width, out.height, limits, what);
  out.truncated = truncated;
  return out;
}

}  // namespace codau::image
