// page/x_height.h — estimates the size of print, and scales a page to the size that the networks
// read best. The x-height is the height of small letters without stems, such as a, e, m and n.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"

namespace codau::image {

/// Returns the x-height of a page in pixels; 0 if there are too few letters to tell. `components`:
/// the boxes of the connected components of its ink. It is the most common height. If few
/// components are higher, these are figures or capitals, and the x-height is a part of their
/// height. If small letters and capitals are equally common, the smaller height counts. Specks have
/// no common height.
[[nodiscard]] std::int32_t estimate_x_height(const std::vector<Box>& components, std::int32_t dpi);

/// Returns the x-height of 14-point type, in pixels.
[[nodiscard]] double compute_default_x_height(std::int32_t dpi);

/// Returns the factor by which a page is enlarged before it is read, 1 to 3. Pages of up to 150 dpi
/// are enlarged to 240 dpi. Returns 1 if `x_height` is 0, or if it would become more than 32
/// pixels: the page is then finer than its `dpi` says.
[[nodiscard]] double choose_resampling_factor(std::int32_t x_height, std::int32_t dpi);

/// Returns true for a resolution that is finer than the networks can use. Such a page is read at
/// half its resolution.
[[nodiscard]] bool is_too_fine(std::int32_t dpi);
/// Returns a 1-bit picture at half its width and height, in grey (8 bits): each pixel is the mean
/// of four. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PixPtr downsample_by_two(const Pix* pix);

/// Returns `grey` (8 bits) enlarged by `factor`, which is above 1. If `is_bilevel`, the picture was
/// made from 1 bit, and its outlines are smoothed. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PixPtr upsample(const Pix* grey, double factor, bool is_bilevel);

}  // namespace codau::image
