// raster/theil_sen_line.h — fits a straight line through points with many outliers (Theil–Sen).
#pragma once

#include <optional>
#include <vector>

namespace codau::image {

/// A point, by its coordinates along and across the expected direction of the line: x and y for a
/// level line.
struct LinePoint {
  double along = 0, across = 0;
};
/// The line `across` = `intercept` + `slope` × `along`.
struct FittedLine {
  double intercept = 0, slope = 0;
  /// Returns `across` at `along`.
  [[nodiscard]] double at(double along) const { return intercept + slope * along; }
};

/// Returns the line with the median slope; its intercept is the median of the intercepts that the
/// points have with this slope. The slopes are those between each point and the point half the list
/// later. Precondition: `points` are sorted by `along`. Returns nothing in these cases:
/// 1. There are fewer than two points, or all have the same `along`.
/// 2. Fewer than `needed` points lie within `tolerance` of the line, measured across.
[[nodiscard]] std::optional<FittedLine> fit_theil_sen_line(const std::vector<LinePoint>& points,
                                                           double needed, double tolerance);

}  // namespace codau::image
