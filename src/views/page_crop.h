// views/page_crop.h — cuts a part out of a page: as a JPEG for people, or as a strip.
#pragma once

#include <cstdint>
#include <string>

#include "core/grey_strip.h"
#include "core/range.h"
#include "raster/page_image.h"

namespace codau::image {

/// The part of a page to show, and its size.
struct PageCrop {
  PageBox box;                ///< empty: the whole page; pixels outside the page are left out
  std::int32_t turn = 0;      ///< degrees to rotate clockwise: 0, 90, 180 or 270
  std::int32_t max_side = 0;  ///< longest allowed side of the result in pixels, at least 1
  bool is_strip = false;      ///< render_strip() is wanted, and max_side has no effect
  bool operator==(const PageCrop&) const = default;
};

/// Returns the part as the bytes of a JPEG file, in the colours of the page, sharp enough to judge
/// a diacritic. Never enlarges the part. Throws Error{Cause::kOutOfMemory}, and Error{kInternal} if
/// the JPEG cannot be made. Law: no side of the result is longer than wanted.max_side.
[[nodiscard]] std::string render_crop(const PageImage& page, const PageCrop& wanted);

/// Returns the part in grey, upright, scaled to kGreyStripRows. Returns an empty strip if it would
/// be wider than kMaxGreyStripWidth or under one pixel wide. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] GreyStrip render_strip(const PageImage& page, const PageCrop& wanted);

}  // namespace codau::image
