// page/scanner_bed.h — what a photograph shows beside the sheet.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

/// 1 bit, as large as `ink`: what lies between the edge of the picture and the sheet, where that is
/// dark. Null where it is not, or where no sheet stands out.
[[nodiscard]] PixPtr make_scanner_bed_mask(const Pix* ink, std::int32_t dpi);

}  // namespace codau::image
