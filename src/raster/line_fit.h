// raster/line_fit.h — a straight line through points of which many lie beside it.
#pragma once

#include <optional>
#include <vector>

namespace codau::image {

struct EdgePoint {
  double along = 0, at = 0;
};
/// `at` = `start` + `slope` × `along`.
struct EdgeLine {
  double start = 0, slope = 0;
  [[nodiscard]] double at(double along) const { return start + slope * along; }
};

/// The line of median slope and place, if at least `needed` points lie within `tolerance` of it.
/// The points are sorted by `along`; nothing where half of them or more have the same.
[[nodiscard]] std::optional<EdgeLine> fit_line(const std::vector<EdgePoint>& points, double needed,
                                               double tolerance);

}  // namespace codau::image
