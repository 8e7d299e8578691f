// raster/theil_sen_line.h — fits a straight line through points with many outliers (Theil–Sen).
#pragma once

#include <optional>
#include <vector>

namespace codau::image {

/// A point by its coordinates along and across the expected line: x and y for a level line.
struct LinePoint {
  double along = 0, across = 0;
};
/// The line `across` = `intercept` + `slope` × `along`.
struct FittedLine {
  double intercept = 0, slope = 0;
  /// Returns the value across the line.
  [[nodiscard]] double at(double along) const { return intercept + slope * along; }
};

/// Returns the line with the median of the slopes, and then the median of the intercepts. The
/// slopes are those of pairs of points half the list apart. Returns nothing in these cases:
/// 1. There are fewer than two points, or all have the same `along`.
/// 2. Fewer than `needed` points lie within `tolerance` of the line, measured across.
/// Precondition: `points` are sorted by `along`.
[[nodiscard]] std::optional<FittedLine> fit_theil_sen_line(const std::vector<LinePoint>& points,
                                                           double needed, double tolerance);

}  // namespace codau::image
