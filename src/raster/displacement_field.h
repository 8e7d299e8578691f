// raster/displacement_field.h — where what stands on a flat copy of a page stood while the page was
// not flat.
#pragma once

#include <cstdint>
#include <vector>

namespace codau::image {

/// In pixels; between two of them, and 0.5 is the middle of the first.
struct Point {
  double x = 0, y = 0;
};

/// About `centre`, clockwise (y runs down).
[[nodiscard]] Point rotate_about(Point centre, Point at, double degrees);

/// A plain value: how far off at knots `step` pixels apart, row by row from the top left, straight
/// between them, beyond them as at the nearest. No knots: nothing is bent.
struct DisplacementField {
  std::int32_t knot_spacing = 0, columns = 0, rows = 0;
  std::vector<Point> displacements;

  [[nodiscard]] bool empty() const { return displacements.empty(); }
  /// A point of the flat copy → where it was.
  [[nodiscard]] Point to_warped(Point dewarped) const;
  /// Law: to_warped() leads back from it to 0.1 pixel, where is_fold_free().
  [[nodiscard]] Point to_dewarped(Point warped) const;
  /// Points that are neighbours were: nothing is turned over, or drawn out to twice its size.
  [[nodiscard]] bool is_fold_free() const;
};

}  // namespace codau::image
