// raster/theil_sen_line.h — a straight line through points of which many lie beside it.
#pragma once

#include <optional>
#include <vector>

namespace codau::image {

struct LinePoint {
  double along = 0, across = 0;
};
/// `across` = `intercept` + `slope` × `along`.
struct FittedLine {
  double intercept = 0, slope = 0;
  [[nodiscard]] double at(double along) const { return intercept + slope * along; }
};

/// The line of median slope and place, if at least `needed` points lie within `tolerance` of it.
/// The points are sorted by `along`; nothing where half of them or more have the same.
[[nodiscard]] std::optional<FittedLine> fit_theil_sen_line(const std::vector<LinePoint>& points,
                                                           double needed, double tolerance);

}  // namespace codau::image
