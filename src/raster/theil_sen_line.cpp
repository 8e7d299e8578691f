#include "raster/theil_sen_line.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "core/percentile.h"

namespace codau::image {

std::optional<FittedLine> fit_theil_sen_line(const std::vector<LinePoint>& points, double needed,
                                             double tolerance) {
  if (points.size() < 2 || static_cast<double>(points.size()) < needed) return std::nullopt;
  std::vector<double> slopes, starts;
  const std::size_t half = points.size() / 2;
  for (std::size_t i = 0; i + half < points.size(); ++i) {
    const LinePoint &a = points[i], &b = points[i + half];
    if (a.along != b.along) slopes.push_back((b.across - a.across) / (b.along - a.along));
  }
  if (slopes.empty()) return std::nullopt;
  FittedLine line;
  line.slope = median(std::move(slopes));
  for (const LinePoint& p : points) starts.push_back(p.across - line.slope * p.along);
  line.intercept = median(std::move(starts));
  const auto near = std::ranges::count_if(points, [&line, tolerance](const LinePoint& p) {
    return std::abs(p.across - line.at(p.along)) <= tolerance;
  });
  if (static_cast<double>(near) < needed) return std::nullopt;
  return line;
}

}  // namespace codau::image
