// segment/rules/seal_shape.h — the shape of the rings of a seal on a page. Scanners and copiers
// stretch a page a little more one way than the other, so the rings are not quite circles. Lengths
// are in pixels.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "raster/page_image.h"
#include "segment/rules/seals.h"

namespace codau::image {

/// A direction as a vector of length 1: x to the right, y downwards.
struct Direction {
  double across = 1, down = 0;
};
/// Returns the direction after `step` of `steps` equal parts of a full turn, clockwise from the
/// right.
[[nodiscard]] Direction direction(int step, int steps);

/// A centre, and a radius that depends on the direction. All rings of a seal have the same shape.
class SealShape {
 public:
  /// Fits the shape to the outer edge of the ring on which `seal` lies. `ink`: the page, 1 bit.
  SealShape(const Seal& seal, const Pix* ink, std::int32_t dpi);

  /// Returns the mean radius of this edge.
  [[nodiscard]] double radius() const { return seal_.radius + coefficients_[0]; }
  /// Returns the radius of a point, as if the rings were circles: all points of one ring have the
  /// same.
  [[nodiscard]] double radius_at(double x, double y) const;

  struct Point {
    double x = 0, y = 0;
  };
  /// Returns the point of the ring with the given radius in a direction from the centre.
  [[nodiscard]] Point at(const Direction& direction, double radius) const;
  [[nodiscard]] const Seal& seal() const { return seal_; }

 private:
  explicit SealShape(const Seal& seal) : seal_(seal) {}
  /// Moves the fitted edge to the nearest edge of ink within `reach` pixels, by changing the first
  /// `terms` coefficients. Returns the number of directions, of 360, in which there is an edge.
  int follow_edge(const Pix* ink, double reach, std::size_t terms);
  /// Returns the distance of the fitted edge from the centre in a direction.
  [[nodiscard]] double edge(const Direction& direction) const;

  Seal seal_;
  /// Fourier coefficients of the radius by direction, added to seal_.radius: of order 0 (the size),
  /// 1 (a move of the centre) and 2 (stretching).
  std::array<double, 5> coefficients_{};
};

}  // namespace codau::image
