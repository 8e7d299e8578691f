// page/scanner_bed.h — finds the dark area around the sheet: the bed of a scanner, or the table on
// which a sheet was photographed.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

/// Returns a 1-bit picture of the size of `ink`, in which the area between the edge of the picture
/// and the sheet is ink. Returns null if this area is not dark, or if no sheet can be made out.
/// `ink`: the page, 1 bit. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PixPtr make_scanner_bed_mask(const Pix* ink, std::int32_t dpi);

}  // namespace codau::image
