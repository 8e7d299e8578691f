// raster/page_image.h — one page as pixels. Pix is the picture type of the library Leptonica. This
// header owns a Pix without including a header of Leptonica.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

struct Pix;

namespace codau::image {

/// Destroys a Pix.
struct PixDeleter {
  void operator()(Pix* pix) const noexcept;
};
/// A picture with an owner.
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

/// The original pixels of a page, upright as its file states.
struct PageImage {
  PixPtr pix;                          ///< 1, 2, 4, 8, 16 or 32 bits per pixel, perhaps a palette
  std::int32_t width = 0, height = 0;  ///< in pixels
  /// Pixels per inch: 72 to 1,200, less after downscaling. Guessed from the size if the file states
  /// no plausible value.
  std::int32_t dpi = 0;
  std::string sha256;  ///< compute_pixel_sha256() (raster/pixel_digest.h); empty: not computed
  /// A part of the data is missing or damaged; its pixels are white or grey.
  bool is_truncated = false;
};

}  // namespace codau::image
