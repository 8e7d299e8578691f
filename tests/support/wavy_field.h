// tests/support/wavy_field.h — a page bent by a formula.
#pragma once

#include <cmath>
#include <cstdint>

#include "raster/displacement_field.h"

namespace codau::testing {

/// Waves down and across of that length; `share` 1 are as steep as a sound bend's may be.
inline image::DisplacementField make_wavy_field(std::int32_t width, std::int32_t height,
                                                double share, double length) {
  image::DisplacementField out;
  out.knot_spacing = 32;
  out.columns = width / out.knot_spacing + 2;
  out.rows = height / out.knot_spacing + 2;
  const double high = 0.12 * share * length / 6.2831853;
  for (std::int32_t row = 0; row < out.rows; ++row) {
    for (std::int32_t column = 0; column < out.columns; ++column) {
      const double along = 6.2831853 * (column + row / 2.0) * out.knot_spacing / length;
      out.displacements.push_back({high * std::cos(along), high * std::sin(along)});
    }
  }
  return out;
}

}  // namespace codau::testing
