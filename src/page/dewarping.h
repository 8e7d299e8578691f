// page/dewarping.h — whether a page is flat, and seen from above; if not, how it is drawn so.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/values.h"
#include "raster/displacement_field.h"
#include "raster/page_image.h"

namespace codau::image {

/// Turned clockwise about its centre by `skew_degrees`, then unbent.
struct Dewarping {
  double skew_degrees = 0;
  DisplacementField warp;
  /// Rows of print at the head and at the foot, or the sides of the column of print, converge as on
  /// no scanner, or rows do not stand upright on the side.
  bool has_perspective = false;
};

/// Of upright print: `ink` of 1 bit, its `components`, and the height of its small letters. Nothing
/// where the page is flat, within a quarter of that height, or has too little print to tell, or
/// where its rows run no more alike once it is drawn flat.
[[nodiscard]] std::optional<Dewarping> estimate_dewarping(const Pix* ink,
                                                          const std::vector<Box>& components,
                                                          std::int32_t x_height, std::int32_t dpi);

}  // namespace codau::image
