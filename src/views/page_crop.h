// views/page_crop.h — a part of a page as people look at it.
#pragma once

#include <cstdint>
#include <string>

#include "core/range.h"
#include "raster/page_image.h"

namespace codau::image {

/// What is to be seen of a page, and how large.
struct PageCrop {
  PageBox box;                ///< empty: the whole page; what lies outside the page is left out
  std::int32_t turn = 0;      ///< clockwise, 0, 90, 180 or 270: what makes it upright
  std::int32_t max_side = 0;  ///< pixels of the longer side, at most; it is never made larger
  bool operator==(const PageCrop&) const = default;
};

/// A JPEG in the colours of the page, sharp enough to judge a diacritic by. Throws
/// Error{kInternal} where there is no memory. Law: any part and turn give a picture whose sides are
/// at most `most`.
[[nodiscard]] std::string render_crop(const PageImage& page, const PageCrop& what);

}  // namespace codau::image
