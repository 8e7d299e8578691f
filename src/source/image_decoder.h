// source/image_decoder.h — encoded picture bytes → pixels, sizes judged before a pixel is decoded.
#pragma once

#include <cstdint>
#include <string_view>

#include "raster/page_image.h"
#include "source/source_file.h"

namespace codau::image {

/// Throws Error{kTooSmall} or Error{kTooLarge}; `what` names the input in the message.
void check_size(std::int64_t width, std::int64_t height, const DecodeLimits& limits,
                std::string_view what);

struct DecodedImage {
  PixPtr pix;                 ///< null where the data cannot be read
  bool is_truncated = false;  ///< they ended early; what is missing is white or grey
};
/// A picture that is no TIFF and no PDF, as it is stored. A JPEG, PNG or JPEG 2000 that is cut
/// short is read as far as it goes. Throws Error{kTooSmall, kTooLarge}.
[[nodiscard]] DecodedImage decode_image(std::string_view bytes, SourceFormat format,
                                        const DecodeLimits& limits, std::string_view what);

/// Returns true if all pixels are alike: nothing is drawn, or nothing was decoded.
[[nodiscard]] bool is_uniform(const Pix* pix);

/// A picture that was drawn in colour, in the depth that it needs: 8 bits where all is grey, 1
/// where all is black or white.
[[nodiscard]] PixPtr reduce_depth(PixPtr rgb);

/// `dpi` if it is plausible for a page of that size, else a guess that makes its long side A4's.
[[nodiscard]] std::int32_t choose_dpi(std::int32_t dpi, std::int32_t width, std::int32_t height);

/// Pixels per inch along the two sides, as a file says; 0 where it does not.
struct Resolution {
  std::int32_t x = 0, y = 0;
};

/// Width, height and resolution filled in from `pix`; never null. Pixels that are no squares (a fax
/// of 204 by 98 dpi) become such: the coarser side is stretched. What is transparent becomes white.
/// Throws Error{kDamaged} on null and on a picture of which nothing is left, Error{kTooLarge} where
/// stretching would lead beyond `limits`.
[[nodiscard]] PageImage make_page_image(DecodedImage decoded, Resolution resolution,
                                        const DecodeLimits& limits, std::string_view what);
/// As above, with the resolution that was stored beside the pixels.
[[nodiscard]] PageImage make_page_image(DecodedImage decoded, const DecodeLimits& limits,
                                        std::string_view what);

}  // namespace codau::image
