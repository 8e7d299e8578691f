#include "source/tiff.h"

#include <allheaders.h>
#include <tiffio.h>

#include <algorithm>
#include <cmath>
#include <cstdarg>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "raster/pixels.h"
#include "source/image_decoder.h"
#include "source/orientation.h"

namespace codau::image {

/// libtiff's view of the bytes.
struct TiffMemory {
  std::string_view bytes;
  toff_t at = 0;
  int errors = 0;
};

struct TiffCloser {
  void operator()(TIFF* tiff) const noexcept { TIFFClose(tiff); }
};
using TiffPtr = std::unique_ptr<TIFF, TiffCloser>;

namespace {

constexpr tmsize_t kMostAtOnce = tmsize_t{1} << 30;
constexpr std::uint64_t kLost = ~std::uint64_t{0};  ///< in place of where a page begins
constexpr double kInchesPerCentimetre = 1 / 2.54;

TiffMemory& memory_of(thandle_t handle) { return *static_cast<TiffMemory*>(handle); }

tmsize_t read_memory(thandle_t handle, void* into, tmsize_t size) {
  TiffMemory& memory = memory_of(handle);
  if (memory.at >= memory.bytes.size() || size <= 0) return 0;
  const std::size_t count =
      std::min(static_cast<std::size_t>(size), memory.bytes.size() - memory.at);
  std::memcpy(into, memory.bytes.data() + memory.at, count);
  memory.at += count;
  return static_cast<tmsize_t>(count);
}

tmsize_t refuse_to_write(thandle_t /*handle*/, void* /*bytes*/, tmsize_t /*size*/) { return 0; }

toff_t seek_memory(thandle_t handle, toff_t offset, int whence) {
  TiffMemory& memory = memory_of(handle);
  const toff_t base = whence == SEEK_CUR ? memory.at : whence == SEEK_END ? memory.bytes.size() : 0;
  memory.at = base + offset;
  return memory.at;
}

int close_memory(thandle_t /*handle*/) { return 0; }
toff_t get_memory_size(thandle_t handle) { return memory_of(handle).bytes.size(); }

int map_memory(thandle_t handle, void** base, toff_t* size) {
  *base = const_cast<char*>(memory_of(handle).bytes.data());  // libtiff reads only
  *size = memory_of(handle).bytes.size();
  return 1;
}
void unmap_memory(thandle_t /*handle*/, void* /*base*/, toff_t /*size*/) {}

int count_error(TIFF* /*tiff*/, void* memory, const char* /*module*/, const char* /*format*/,
                va_list /*arguments*/) {
  static_cast<TiffMemory*>(memory)->errors += 1;
  return 1;
}
int ignore(TIFF* /*tiff*/, void* /*memory*/, const char* /*module*/, const char* /*format*/,
           va_list /*arguments*/) {
  return 1;
}

TiffPtr open_tiff(TiffMemory& memory) {
  const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(
      TIFFOpenOptionsAlloc(), TIFFOpenOptionsFree);
  TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kMostAtOnce);
  TIFFOpenOptionsSetErrorHandlerExtR(options.get(), count_error, &memory);
  TIFFOpenOptionsSetWarningHandlerExtR(options.get(), ignore, &memory);
  return TiffPtr(TIFFClientOpenExt("", "rm", &memory, read_memory, refuse_to_write, seek_memory,
                                   close_memory, get_memory_size, map_memory, unmap_memory,
                                   options.get()));
}

template <class Value>
Value field(TIFF* tiff, std::uint32_t tag, Value otherwise) {
  Value value = otherwise;
  return TIFFGetFieldDefaulted(tiff, tag, &value) == 1 ? value : otherwise;
}

Resolution resolution_of(TIFF* tiff) {
  const std::uint16_t unit = field<std::uint16_t>(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  const double inches = unit == RESUNIT_CENTIMETER ? kInchesPerCentimetre : 1.0;
  const auto side = [&](std::uint32_t tag) {
    const double value = field<float>(tiff, tag, 0.0F) / inches;
    return value > 0 && value < 1e6 ? static_cast<std::int32_t>(std::lround(value)) : 0;
  };
  return {side(TIFFTAG_XRESOLUTION), side(TIFFTAG_YRESOLUTION)};
}

/// One grey sample a pixel, of 1 or 8 bits: the rows are taken as they are.
bool is_plain(TIFF* tiff) {
  const auto bits = field<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1);
  const auto kind = field<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
  return (bits == 1 || bits == 8) && field<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1) == 1 &&
         (kind == PHOTOMETRIC_MINISWHITE || kind == PHOTOMETRIC_MINISBLACK) &&
         TIFFIsTiled(tiff) == 0;
}

/// Rows that cannot be read stay white.
PixPtr plain_rows(TIFF* tiff, std::int32_t width, std::int32_t height) {
  const auto bits = field<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1);
  const auto kind = field<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
  PixPtr pix = own(pixCreate(width, height, bits));
  const tmsize_t size = TIFFScanlineSize(tiff);
  const std::size_t used = (static_cast<std::size_t>(width) * bits + 7) / 8;
  if (size < static_cast<tmsize_t>(used)) return nullptr;
  pixSetBlackOrWhite(pix.get(), L_SET_WHITE);
  // Leptonica: 1 is black in 1 bit, 255 is white in 8.
  const bool inverts = (bits == 1) == (kind == PHOTOMETRIC_MINISBLACK);
  std::vector<unsigned char> row(static_cast<std::size_t>(size));
  bool any = false;
  for (std::int32_t y = 0; y < height; ++y) {
    // A fax goes on behind a damaged row; other codings have nothing more to say.
    if (TIFFReadScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0) != 1) {
      if (bits == 8) break;
      continue;
    }
    any = true;
    l_uint32* out = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
    for (std::size_t i = 0; i < used; ++i) {
      SET_DATA_BYTE(out, i, inverts ? row[i] ^ 0xFFU : row[i]);
    }
  }
  return any ? std::move(pix) : nullptr;
}

std::uint16_t depth_of(TIFF* tiff) { return field<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1); }

/// A depth that libtiff has no colours for: 7 and 12 bits a sample, say.
bool is_odd_depth(TIFF* tiff) {
  const std::uint16_t bits = depth_of(tiff);
  return bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16;
}

/// One grey sample a pixel of an odd depth up to 16 bits, which lie close together in a row.
bool is_odd_grey(TIFF* tiff) {
  const auto kind = field<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
  return is_odd_depth(tiff) && depth_of(tiff) > 0 && depth_of(tiff) < 16 &&
         field<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1) == 1 &&
         (kind == PHOTOMETRIC_MINISWHITE || kind == PHOTOMETRIC_MINISBLACK) &&
         TIFFIsTiled(tiff) == 0;
}

/// In 8 bits; rows that cannot be read stay white.
PixPtr odd_rows(TIFF* tiff, std::int32_t width, std::int32_t height) {
  const std::uint32_t bits = depth_of(tiff), most = (1U << bits) - 1;
  const bool inverts = field<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE) ==
                       PHOTOMETRIC_MINISWHITE;
  const tmsize_t size = TIFFScanlineSize(tiff);
  if (size <
      static_cast<tmsize_t>((std::uint64_t{bits} * static_cast<std::uint64_t>(width) + 7) / 8))
    return nullptr;
  PixPtr pix = own(pixCreate(width, height, 8));
  pixSetBlackOrWhite(pix.get(), L_SET_WHITE);
  std::vector<unsigned char> row(static_cast<std::size_t>(size));
  std::int32_t y = 0;
  for (; y < height && TIFFReadScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0) == 1;
       ++y) {
    l_uint32* out = pixGetData(pix.get()) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix.get());
    std::uint32_t held = 0, count = 0;
    for (std::size_t x = 0, at = 0; x < static_cast<std::size_t>(width); ++x) {
      for (; count < bits; count += 8) held = held << 8U | row[at++];
      count -= bits;
      const auto value = static_cast<unsigned char>((held >> count & most) * 255 / most);
      SET_DATA_BYTE(out, x, inverts ? value ^ 0xFFU : value);
    }
  }
  return y > 0 ? std::move(pix) : nullptr;
}

/// Whatever libtiff can show, on white where it is transparent; in the least depth that holds it.
PixPtr any_colours(TIFF* tiff, std::int32_t width, std::int32_t height) {
  PixPtr pix = own(pixCreate(width, height, 32));
  l_uint32* const data = pixGetData(pix.get());
  // As it is stored: the turn is ours.
  if (TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT) != 1 ||
      TIFFReadRGBAImageOriented(tiff, static_cast<std::uint32_t>(width),
                                static_cast<std::uint32_t>(height), data, ORIENTATION_TOPLEFT,
                                0) != 1) {
    return nullptr;
  }
  const std::size_t count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  for (std::size_t i = 0; i < count; ++i) {
    const l_uint32 pixel = data[i], white = 255U - TIFFGetA(pixel);  // colours come multiplied
    const auto on_white = [white](l_uint32 value) { return std::min(255U, value + white); };
    data[i] = on_white(TIFFGetR(pixel)) << 24U | on_white(TIFFGetG(pixel)) << 16U |
              on_white(TIFFGetB(pixel)) << 8U;
  }
  return reduce_depth(std::move(pix));
}

}  // namespace

struct TiffFile::Impl {
  TiffMemory memory;
  TiffPtr file;
  DecodeLimits limits;
  std::vector<toff_t> pages;
};

TiffFile::TiffFile(std::string_view bytes, const DecodeLimits& limits, std::string_view what)
    : impl_(std::make_unique<Impl>()) {
  impl_->memory.bytes = bytes;
  impl_->limits = limits;
  impl_->file = open_tiff(impl_->memory);
  if (!impl_->file) {
    throw Error(Cause::kDamaged, std::string(what) + ": no page can be found in the TIFF");
  }
  do {
    if (impl_->pages.size() == limits.max_pages) {
      throw Error(Cause::kTooLarge,
                  std::string(what) + ": over " + std::to_string(limits.max_pages) + " pages");
    }
    impl_->pages.push_back(TIFFCurrentDirOffset(impl_->file.get()));
    impl_->memory.errors = 0;
  } while (TIFFReadDirectory(impl_->file.get()) == 1);
  // The chain of pages is cut: what follows is lost, and told as one page.
  if (impl_->memory.errors > 0) impl_->pages.push_back(kLost);
}
TiffFile::~TiffFile() = default;
TiffFile::TiffFile(TiffFile&&) noexcept = default;
TiffFile& TiffFile::operator=(TiffFile&&) noexcept = default;

std::uint32_t TiffFile::page_count() const noexcept {
  return static_cast<std::uint32_t>(impl_->pages.size());
}

PageImage TiffFile::load_page(std::uint32_t index, std::string_view what) const {
  TIFF* const tiff = impl_->file.get();
  if (index >= impl_->pages.size() || impl_->pages[index] == kLost ||
      TIFFSetSubDirectory(tiff, impl_->pages[index]) != 1) {
    throw Error(Cause::kDamaged, std::string(what) + ": the page cannot be found");
  }
  const auto width = field<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH, 0),
             height = field<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH, 0);
  check_size(width, height, impl_->limits, what);
  const std::int32_t orientation =
      field<std::uint16_t>(tiff, TIFFTAG_ORIENTATION, kOrientationAsStored);
  Resolution resolution = resolution_of(tiff);
  if (is_sideways(orientation)) std::swap(resolution.x, resolution.y);
  impl_->memory.errors = 0;
  const auto w = static_cast<std::int32_t>(width), h = static_cast<std::int32_t>(height);
  PixPtr pix = is_plain(tiff)      ? plain_rows(tiff, w, h)
               : is_odd_grey(tiff) ? odd_rows(tiff, w, h)
                                   : any_colours(tiff, w, h);
  if (!pix && is_odd_depth(tiff)) {
    throw Error(Cause::kPictureKind,
                std::string(what) + ": TIFF, " + std::to_string(depth_of(tiff)) + " bits a sample");
  }
  return make_page_image({apply_orientation(std::move(pix), orientation), impl_->memory.errors > 0},
                         resolution, impl_->limits, what);
}

std::optional<PageSize> TiffFile::load_page_size(std::uint32_t index) const {
  TIFF* const tiff = impl_->file.get();
  if (index >= impl_->pages.size() || impl_->pages[index] == kLost ||
      TIFFSetSubDirectory(tiff, impl_->pages[index]) != 1) {
    return std::nullopt;
  }
  const auto side = [tiff](std::uint32_t tag) {
    constexpr std::uint32_t kMost = 100'000;  // as many dots as two metres have at 1200 dpi
    return static_cast<std::int32_t>(std::min(field<std::uint32_t>(tiff, tag, 0), kMost));
  };
  const std::int32_t width = side(TIFFTAG_IMAGEWIDTH), height = side(TIFFTAG_IMAGELENGTH);
  if (width == 0 || height == 0) return std::nullopt;
  const Resolution resolution = resolution_of(tiff);
  PageSize out{1.0 * width / choose_dpi(resolution.x, width, height),
               1.0 * height / choose_dpi(resolution.y, width, height)};
  if (is_sideways(field<std::uint16_t>(tiff, TIFFTAG_ORIENTATION, kOrientationAsStored))) {
    std::swap(out.width, out.height);
  }
  return out;
}

}  // namespace codau::image
