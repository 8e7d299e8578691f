// page/b_spline_surface.h — models a page that is not flat: how many pixels lower the picture shows
// a place than a flat page would. Lines of print and rulings tell this, because they are level on
// the paper (page/text_line_tracks.h).
#pragma once

#include <cstddef>
#include <vector>

#include "page/text_line_tracks.h"

namespace codau::image {

/// A smooth surface over a picture of `width` × `height` pixels: a cubic B-spline in x and in y.
/// Its value is the vertical displacement at a place, in pixels, positive downwards. At first it is
/// 0.
class BSplineSurface {
 public:
  /// `step_x`, `step_y`: the least distance between two knots of the spline, in pixels.
  BSplineSurface(double width, double height, double step_x, double step_y);

  /// Returns the value at a point. Beyond the edge of the picture, this is the value at the edge.
  [[nodiscard]] double at(double x, double y) const;

  /// Fits the surface to `tracks` by least squares: after subtracting the surface, each track
  /// should be level. Points further than `tolerance` pixels off count little. Tracks do not tell
  /// whether all of them are displaced alike, so the mean of the surface is 0 at every height.
  void fit(const std::vector<LineTrack>& tracks, double tolerance);

 private:
  struct KnotPatch;       ///< the knots that determine the value at a point, with their weights
  class NormalEquations;  ///< the equations of the least squares, with a row for each knot
  [[nodiscard]] KnotPatch find_patch(double x, double y) const;
  void add_track_equations(const LineTrack& track, const std::vector<double>& weights,
                           NormalEquations& equations) const;
  void add_smoothness(NormalEquations& equations) const;

  double step_x_, step_y_;
  std::size_t columns_, rows_;
  std::vector<double> knots_;
};

}  // namespace codau::image
