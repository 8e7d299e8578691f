// views/overlay.h — draws a page with the recognised words, tables and blocks marked, for people.
#pragma once

#include "core/ocr_page.h"
#include "raster/page_image.h"
#include "views/canvas.h"

namespace codau::image {

inline constexpr std::int32_t kMaxOverlayWidthPixels = 1'200;  ///< maximum width of the drawn page
/// Height of the legend in pixels; it is above the page.
inline constexpr std::int32_t kOverlayLegendRows = 56;

/// Returns the page upright, in grey, at most kMaxOverlayWidthPixels wide, with:
/// 1. each word tinted by its confidence, and underlined if the confidence is below 0.85: the less
///    certain, the thicker;
/// 2. a frame around each cell, with row and column from 1;
/// 3. a frame around each block, with its number in reading order and its role;
/// 4. a legend above the page.
/// `page`: the result of recognising `image`. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] Canvas draw_overlay(const PageImage& image, const OcrPage& page);

}  // namespace codau::image
