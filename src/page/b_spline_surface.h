// page/b_spline_surface.h — how far a page that is not flat draws print down, from what runs level
// on it.
#pragma once

#include <cstddef>
#include <vector>

#include "page/text_line_tracks.h"

namespace codau::image {

/// A smooth surface over [0, width] × [0, height]: a cubic B-spline in both directions.
class BSplineSurface {
 public:
  /// `step_x`, `step_y`: between knots, at least.
  BSplineSurface(double width, double height, double step_x, double step_y);

  /// Its height at a point; beyond the edge that of the edge.
  [[nodiscard]] double at(double x, double y) const;

  /// Fitted so that each track, less the surface, is as level as can be. What lies more than
  /// `tolerance` off counts little. Tracks that are all drawn lower are as level: at any height,
  /// the surface is 0 in the mean.
  void fit(const std::vector<LineTrack>& tracks, double tolerance);

 private:
  struct KnotPatch;       ///< the knots that bear on a point, and how much
  class NormalEquations;  ///< of the knots, by least squares
  [[nodiscard]] KnotPatch find_patch(double x, double y) const;
  void add_track_equations(const LineTrack& track, const std::vector<double>& weights,
                           NormalEquations& equations) const;
  void add_smoothness(NormalEquations& equations) const;

  double step_x_, step_y_;
  std::size_t columns_, rows_;
  std::vector<double> knots_;
};

}  // namespace codau::image
