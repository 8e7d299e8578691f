// views/overlay.h — a page with what was read marked on it, for people.
#pragma once

#include "core/ocr_page.h"
#include "raster/page_image.h"
#include "views/canvas.h"

namespace codau::image {

inline constexpr std::int32_t kMaxOverlayWidthPixels = 1'200;  ///< in pixels, at most
inline constexpr std::int32_t kOverlayLegendRows = 56;         ///< rows above the page

/// The page upright and in grey, smaller; words tinted by confidence; cells framed, with row and
/// column from 1; blocks framed, with their place in reading order and what they are for; above it
/// a legend. Confidence is told by underlines too: one for doubt, a thick one for what is likely
/// wrong.
[[nodiscard]] Canvas draw_overlay(const PageImage& image, const OcrPage& page);

}  // namespace codau::image
