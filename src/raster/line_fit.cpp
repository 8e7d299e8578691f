#include "raster/line_fit.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "core/percentile.h"

namespace codau::image {

std::optional<EdgeLine> fit_line(const std::vector<EdgePoint>& points, double needed,
                                 double tolerance) {
  if (points.size() < 2 || static_cast<double>(points.size()) < needed) return std::nullopt;
  std::vector<double> slopes, starts;
  const std::size_t half = points.size() / 2;
  for (std::size_t i = 0; i + half < points.size(); ++i) {
    const EdgePoint &a = points[i], &b = points[i + half];
    if (a.along != b.along) slopes.push_back((b.at - a.at) / (b.along - a.along));
  }
  if (slopes.empty()) return std::nullopt;
  EdgeLine line;
  line.slope = median(std::move(slopes));
  for (const EdgePoint& p : points) starts.push_back(p.at - line.slope * p.along);
  line.start = median(std::move(starts));
  const auto near = std::ranges::count_if(points, [&line, tolerance](const EdgePoint& p) {
    return std::abs(p.at - line.at(p.along)) <= tolerance;
  });
  if (static_cast<double>(near) < needed) return std::nullopt;
  return line;
}

}  // namespace codau::image
