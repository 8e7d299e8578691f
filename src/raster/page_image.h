// raster/page_image.h — one page as pixels. Owns a Leptonica Pix without showing the library.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

struct Pix;

namespace codau::image {

struct PixDeleter {
  void operator()(Pix* pix) const noexcept;
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

/// Pixels as they came; `dpi` is plausible (72 to 1200), guessed from the size where the file lies.
struct PageImage {
  PixPtr pix;
  std::int32_t width = 0, height = 0, dpi = 0;
  std::string sha256;         ///< of the decoded pixels; empty until it is asked for by the caller
  bool is_truncated = false;  ///< the decoder stopped early: what is there is used and flagged
};

}  // namespace codau::image
