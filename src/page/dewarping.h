// page/dewarping.h — finds out whether a page is bent, or photographed at a slant, and how to draw
// it flat.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/values.h"
#include "raster/displacement_field.h"
#include "raster/page_image.h"

namespace codau::image {

/// The way to flatten a page: rotate it clockwise about its centre by `skew_degrees`, then displace
/// its pixels by `warp`.
struct Dewarping {
  double skew_degrees = 0;
  DisplacementField warp;
  /// The page was photographed at a slant, not scanned. Its text lines or the sides of its columns
  /// converge, or they are not at right angles to each other.
  bool has_perspective = false;
};

/// Returns the way to flatten an upright page. `ink`: 1 bit. `components`: the boxes of the
/// connected components of `ink`. `x_height`: the height of its small letters in pixels. Returns
/// nothing if:
/// 1. the page is flat: its lines rise and sink by less than a quarter of `x_height`;
/// 2. the page has too little print to tell;
/// 3. the lines of the flattened page would hardly be more level.
[[nodiscard]] std::optional<Dewarping> estimate_dewarping(const Pix* ink,
                                                          const std::vector<Box>& components,
                                                          std::int32_t x_height, std::int32_t dpi);

}  // namespace codau::image
