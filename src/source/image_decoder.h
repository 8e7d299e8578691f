// source/image_decoder.h — decodes pictures, and makes page images of the pixels. Sizes are checked
// before pixels are decoded. `what` names the input in messages. All functions that return pixels
// may throw Error{Cause::kOutOfMemory}; other errors are stated.
#pragma once

#include <cstdint>
#include <string_view>

#include "raster/page_image.h"
#include "source/source_file.h"

namespace codau::image {

/// Throws Error{Cause::kTooSmall} or Error{Cause::kTooLarge} if a picture of `width` by `height`
/// pixels is outside `limits`.
void check_size(std::int64_t width, std::int64_t height, const DecodeLimits& limits,
                std::string_view what);

/// A decoded picture.
struct DecodedImage {
  PixPtr pix;                 ///< null if nothing can be decoded
  bool is_truncated = false;  ///< a part is missing or damaged; it is white or grey in `pix`
};
/// Decodes a PNG, JPEG, WebP or JPEG 2000, in the stored orientation. `format` is one of these. A
/// PNG, JPEG or JPEG 2000 that is cut short is decoded as far as possible. Throws:
/// 1. Error{Cause::kTooSmall} or Error{Cause::kTooLarge} if the size is outside `limits`;
/// 2. Error{Cause::kPictureKind} for an animated WebP.
[[nodiscard]] DecodedImage decode_image(std::string_view bytes, SourceFormat format,
                                        const DecodeLimits& limits, std::string_view what);

/// Returns true if all pixels are equal: nothing is drawn, or nothing was decoded. Precondition:
/// `pix` is not null.
[[nodiscard]] bool is_uniform(const Pix* pix);

/// Converts a 32-bit picture to the smallest depth without loss: 1 bit if all pixels are black or
/// white, 8 bits if all are grey. Any other picture stays as it is. Returns null for null.
[[nodiscard]] PixPtr reduce_depth(PixPtr rgb);

/// Returns `dpi` if it is plausible for a page of `width` by `height` pixels. Otherwise returns the
/// resolution at which the longer side has 11.69 inches (A4), but at least 72 and at most 1,200.
/// Plausible means:
/// 1. `dpi` is 72 to 1,200.
/// 2. With `dpi` up to 100 (the values of screens), the longer side has 4 to 17.5 inches; with a
///    higher `dpi`, 4 to 34 inches.
[[nodiscard]] std::int32_t choose_dpi(std::int32_t dpi, std::int32_t width, std::int32_t height);

/// Pixels per inch along the two sides, as a file states them; 0: not stated.
struct Resolution {
  std::int32_t x = 0, y = 0;
};

/// Makes a page image: sets width, height, dpi and is_truncated; choose_dpi() chooses dpi.
/// Transparent pixels become white. If pixels are not square (a fax of 204 by 98 dpi), the side
/// with fewer pixels per inch is stretched. Throws:
/// 1. Error{Cause::kDamaged} if decoded.pix is null, or is truncated and uniform;
/// 2. Error{Cause::kTooSmall} or Error{Cause::kTooLarge} if the stretched size is outside `limits`.
[[nodiscard]] PageImage make_page_image(DecodedImage decoded, Resolution resolution,
                                        const DecodeLimits& limits, std::string_view what);
/// Does the same with the resolution that decoded.pix states.
[[nodiscard]] PageImage make_page_image(DecodedImage decoded, const DecodeLimits& limits,
                                        std::string_view what);

}  // namespace codau::image
