// image/decode.h — encoded picture bytes → pixels, sizes judged before a pixel is decoded.
#pragma once

#include <cstdint>
#include <string_view>

#include "image/page_image.h"
#include "image/source_file.h"

namespace codau::image {

/// Throws Error{kTooSmall} or Error{kTooLarge}; `what` names the input in the message.
void check_size(std::int64_t width, std::int64_t height, const Limits& limits,
                std::string_view what);

/// Number of pictures in a TIFF. Throws Error{kDamaged} when the list of its directories is lost.
[[nodiscard]] std::uint32_t count_tiff_pages(std::string_view bytes, const Limits& limits,
                                             std::string_view what);

/// One picture; `index` from 0 is used for TIFF alone. A JPEG that stops early gives what is there,
/// flagged. Throws Error{kDamaged, kTooSmall, kTooLarge}.
[[nodiscard]] PageImage decode(std::string_view bytes, Format format, std::uint32_t index,
                               const Limits& limits, std::string_view what);

/// `dpi` if it is plausible for a page of that size, else a guess that makes its long side A4's.
[[nodiscard]] std::int32_t plausible_dpi(std::int32_t dpi, std::int32_t width, std::int32_t height);

/// Width, height and resolution filled in from `pix`; never null. Throws Error{kDamaged} on null.
[[nodiscard]] PageImage make_page_image(PixPtr pix, std::int32_t dpi, std::string_view what);

}  // namespace codau::image
