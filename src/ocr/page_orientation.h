// ocr/page_orientation.h — finds out which way up a page is: by its shape, and in doubt by reading
// a part of it. `grey`: 8 bits; `ink`: 1 bit, of the same size.
#pragma once

#include <cstdint>

#include "lines/ocr_engine.h"
#include "raster/page_image.h"

namespace codau::ocr {

inline constexpr double kMinSureConfidence =
    0.80;  ///< mean confidence of a reading that needs no comparison with other directions

/// Returns the clockwise turn (0, 90, 180 or 270 degrees) that makes the page upright. If the shape
/// of the print does not tell, a part of the page is read up to four times. Throws
/// Error{Cause::kOutOfMemory}.
[[nodiscard]] std::int32_t detect_orientation(OcrEngine& engine, const Pix* grey, const Pix* ink,
                                              std::int32_t dpi);

/// The side of a sheet on which print is: the scanned side (front), or the other one.
enum class SheetSide { kUnknown, kFront, kBack };

/// Returns the side of the sheet on which the print is. Print of the other side (bleed-through)
/// reads better in a mirror. A part of the page is read four times: upright and upside down, each
/// with and without a mirror. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] SheetSide detect_sheet_side(OcrEngine& engine, const Pix* grey, const Pix* ink,
                                          std::int32_t dpi);

}  // namespace codau::ocr
