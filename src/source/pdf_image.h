// source/pdf_image.h — decodes an image object of a PDF to its pixels as stored. An image in a
// coding that is not decoded here is wrapped in a PDF of one page; a PDF renderer then draws this
// page. All functions may throw exceptions of qpdf; Errors are stated. `what` names the input in
// messages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "raster/page_image.h"
#include "source/image_decoder.h"
#include "source/source_file.h"

class QPDF;
class QPDFObjectHandle;

namespace codau::image {

/// Returns the value of an integer object; `otherwise` if `object` is no integer.
[[nodiscard]] std::int64_t read_integer(QPDFObjectHandle object, std::int64_t otherwise);

/// Decodes an image in one of the usual codings of scanners:
/// 1. CCITT.
/// 2. JPEG and JPEG 2000, in grey or RGB.
/// 3. Samples packed by Flate, LZW or run length. They are grey (1 to 16 bits), RGB (8 or 16), or
///    of a palette (1 to 8).
///
/// Returns a null pix for any other coding, and for images with a mask: use wrap_image_in_pdf().
/// The size `width` by `height`, in pixels, is that of the image object; the caller has checked it.
/// Throws:
/// 1. Error{Cause::kDamaged} if the data of a CCITT image cannot be decoded.
/// 2. Error{Cause::kTooSmall} or Error{Cause::kTooLarge} if the data have a size outside `limits`.
[[nodiscard]] DecodedImage decode_pdf_image(QPDFObjectHandle image, std::int32_t width,
                                            std::int32_t height, const DecodeLimits& limits,
                                            std::string_view what);

/// Returns a PDF of one page with this image alone, one point for each pixel. At 72 dpi, a renderer
/// draws the stored pixels, in any coding that it knows (JBIG2, CMYK, masks, …).
[[nodiscard]] std::string wrap_image_in_pdf(QPDFObjectHandle image, std::int32_t width,
                                            std::int32_t height);

/// Returns such a PDF for a JPEG 2000 file. Throws Error{Cause::kDamaged} if the file states no
/// size, and Error{Cause::kTooSmall} or Error{Cause::kTooLarge} if the size is outside `limits`.
[[nodiscard]] std::string wrap_jp2_in_pdf(std::string_view bytes, const DecodeLimits& limits,
                                          std::string_view what);

}  // namespace codau::image
