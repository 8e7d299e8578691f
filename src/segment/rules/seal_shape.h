// segment/rules/seal_shape.h — the shape that the rings of a seal have on a page.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "raster/page_image.h"
#include "segment/rules/seals.h"

namespace codau::image {

/// A vector of length 1.
struct Direction {
  double across = 1, down = 0;
};
/// After `step` of `steps` equal steps of a full turn, from the right clockwise.
[[nodiscard]] Direction direction(int step, int steps);

/// Where the rings of a seal run: nearly circles around one middle, as scanners and copiers stretch
/// a page a little more one way than the other.
class SealShape {
 public:
  /// Fitted to the outer edge of the ring that `seal` lies on.
  SealShape(const Seal& seal, const Pix* ink, std::int32_t dpi);

  /// That of a circle as long as that edge.
  [[nodiscard]] double radius() const { return seal_.radius + coefficients_[0]; }
  /// The radius of a point, as if the rings were circles: one ring has the same all around.
  [[nodiscard]] double radius_at(double x, double y) const;

  struct Point {
    double x = 0, y = 0;
  };
  /// On the ring of that radius, seen from the middle.
  [[nodiscard]] Point at(const Direction& direction, double radius) const;
  [[nodiscard]] const Seal& seal() const { return seal_; }

 private:
  explicit SealShape(const Seal& seal) : seal_(seal) {}
  /// Moves the edge to the nearest one within `reach` pixels, by the first `terms` coefficients.
  /// Returns in how many of 360 directions there is one.
  int follow_edge(const Pix* ink, double reach, std::size_t terms);
  /// How far out the edge lies in a direction.
  [[nodiscard]] double edge(const Direction& direction) const;

  Seal seal_;
  /// Fourier coefficients of what is added to the radius, by direction: of order 0 (everywhere), 1
  /// (a move of the middle) and 2 (stretching).
  std::array<double, 5> coefficients_{};
};

}  // namespace codau::image
