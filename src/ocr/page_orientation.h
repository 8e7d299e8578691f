// ocr/page_orientation.h — which way up a page is, by its shape and, where that leaves a doubt, by
// reading.
#pragma once

#include <cstdint>

#include "lines/ocr_engine.h"
#include "raster/page_image.h"

namespace codau::ocr {

inline constexpr double kMinSureConfidence =
    0.80;  ///< mean confidence that needs no second opinion

/// The clockwise turn (0, 90, 180, 270) that makes the page upright. `grey` has 8 bits, `ink` one,
/// both of one size. A part of it is read, up to four times, only where its shape does not say.
[[nodiscard]] std::int32_t detect_orientation(OcrEngine& engine, const Pix* grey, const Pix* ink,
                                              std::int32_t dpi);

enum class SheetSide { kUnknown, kFront, kBack };

/// On which side of a sheet print stands: that of the page behind reads better in a mirror, one way
/// up or the other; that of the page itself reads well without. Pictures as above. A part of it is
/// read four times.
[[nodiscard]] SheetSide detect_sheet_side(OcrEngine& engine, const Pix* grey, const Pix* ink,
                                          std::int32_t dpi);

}  // namespace codau::ocr
