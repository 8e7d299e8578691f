// raster/displacement_field.h — maps points between a dewarped (flattened) picture of a page and
// the warped picture that it was made from.
#pragma once

#include <cstdint>
#include <vector>

namespace codau::image {

/// A point, or a displacement, in pixels, x to the right and y downwards. (0.5, 0.5) is the centre
/// of the first pixel.
struct Point {
  double x = 0, y = 0;
};

/// Returns the point `at` after a clockwise rotation about `centre`.
[[nodiscard]] Point rotate_about(Point centre, Point at, double degrees);

/// A grid of displacements. The points of the grid are called knots. A point of the dewarped
/// picture plus the displacement there is the point of the warped picture. Displacements between
/// knots are interpolated linearly; beyond the grid they are those of its border. An empty field
/// displaces nothing. Precondition of all members: the field is empty, or has at least two columns
/// and two rows.
struct DisplacementField {
  std::int32_t knot_spacing = 0;       ///< pixels between two knots, in both directions
  std::int32_t columns = 0, rows = 0;  ///< numbers of knots
  std::vector<Point> displacements;    ///< of each knot, row by row; the first knot is at (0, 0)

  [[nodiscard]] bool empty() const { return displacements.empty(); }
  /// Returns the point of the warped picture.
  [[nodiscard]] Point to_warped(Point dewarped) const;
  /// Returns the point of the dewarped picture. Law: if is_fold_free(), to_warped() of the result
  /// is `warped`, to 0.1 pixel.
  [[nodiscard]] Point to_dewarped(Point warped) const;
  /// Returns true if the displacements of neighbouring knots differ by at most a quarter of
  /// `knot_spacing`, in x and in y. Then no part of the page is folded, or stretched to twice its
  /// size.
  [[nodiscard]] bool is_fold_free() const;
};

}  // namespace codau::image
