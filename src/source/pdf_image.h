// source/pdf_image.h — one image object of a PDF → its pixels as they are stored.
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

/// The usual codings of scanners: CCITT, JPEG and JPEG 2000 in grey and RGB, samples packed by
/// Flate, LZW or run length in grey, RGB and palettes of 1 to 16 bits. qpdf's exceptions pass
/// through. Throws Error{kTooSmall, kTooLarge, kDamaged}.
[[nodiscard]] DecodedImage decode_pdf_image(QPDFObjectHandle image, std::int32_t width,
                                            std::int32_t height, const DecodeLimits& limits,
                                            std::string_view what);

/// A PDF of one page that is this image alone, a point a pixel: rendered at 72 dpi it gives the
/// stored pixels of any coding that a reader of PDF knows (JBIG2, CMYK, soft masks on white, …).
[[nodiscard]] std::string wrap_image_in_pdf(QPDFObjectHandle image, std::int32_t width,
                                            std::int32_t height);

/// As above for a file of JPEG 2000.
[[nodiscard]] std::string wrap_jp2_in_pdf(std::string_view bytes, const DecodeLimits& limits,
                                          std::string_view what);

}  // namespace codau::image
