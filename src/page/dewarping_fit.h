// page/dewarping_fit.h — how far a page that is not flat draws print down, from what runs level on
// it.
#pragma once

#include <cstddef>
#include <vector>

#include "page/text_line_tracks.h"

namespace codau::image {

/// A smooth surface over [0, width] × [0, height]: a cubic B-spline in both directions.
class Surface {
 public:
  /// `step_x`, `step_y`: between knots, at least.
  Surface(double width, double height, double step_x, double step_y);

  /// Its height at a point; beyond the edge that of the edge.
  [[nodiscard]] double at(double x, double y) const;

  /// Fitted so that each track, less the surface, is as level as can be. What lies more than
  /// `tolerance` off counts little. Tracks that are all drawn lower are as level: at any height,
  /// the surface is 0 in the mean.
  void fit(const std::vector<Track>& tracks, double tolerance);

 private:
  struct Patch;     ///< the knots that bear on a point, and how much
  class Equations;  ///< of the knots, by least squares
  [[nodiscard]] Patch patch_at(double x, double y) const;
  void ask(const Track& track, const std::vector<double>& weights, Equations& equations) const;
  void stiffen(Equations& equations) const;

  double step_x_, step_y_;
  std::size_t columns_, rows_;
  std::vector<double> knots_;
};

}  // namespace codau::image
