// source/pdf_image.h — decodes an image object of a PDF to its pixels as stored. Codings that are
// not decoded here are wrapped in a PDF of one page, which a PDF renderer then draws. All functions
// throw the exceptions of qpdf, too. `what` names the input in messages.
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

/// Returns the value of an integer object, and `otherwise` for any other object.
[[nodiscard]] std::int64_t read_integer(QPDFObjectHandle object, std::int64_t otherwise);

/// Decodes an image in one of the usual codings of scanners:
/// 1. CCITT.
/// 2. JPEG and JPEG 2000 in grey and RGB.
/// 3. Samples packed by Flate, LZW or run length: grey (1 to 16 bits), RGB (8, 16), palettes (1 to
/// 8). Returns a null pix for any other coding, and for images with a mask: use
/// wrap_image_in_pdf(). The image object states a size of `width` by `height` pixels; the caller
/// has checked it. Throws:
/// 1. Error{Cause::kDamaged} if the data of a CCITT image cannot be decoded.
/// 2. Error{Cause::kTooSmall} or Error{Cause::kTooLarge} if the data have a size outside `limits`.
[[nodiscard]] DecodedImage decode_pdf_image(QPDFObjectHandle image, std::int32_t width,
                                            std::int32_t height, const DecodeLimits& limits,
                                            std::string_view what);

/// Returns a PDF of one page with this image alone, one point for each pixel. Rendered at 72 dpi,
/// the page has the stored pixels of any coding that the renderer knows (JBIG2, CMYK, masks, …).
[[nodiscard]] std::string wrap_image_in_pdf(QPDFObjectHandle image, std::int32_t width,
                                            std::int32_t height);

/// Returns the same for a JPEG 2000 file. Throws Error{Cause::kDamaged} if it states no size, and
/// Error{Cause::kTooSmall} or Error{Cause::kTooLarge} if the size is outside `limits`.
[[nodiscard]] std::string wrap_jp2_in_pdf(std::string_view bytes, const DecodeLimits& limits,
                                          std::string_view what);

}  // namespace codau::image
