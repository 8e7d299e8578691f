#include "raster/bend.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace codau::image {
namespace {

/// How far off what stands at `flat` was.
Point off_at(const Bend& bend, Point flat) {
  if (bend.empty()) return {};
  const double across = std::clamp(flat.x / bend.step, 0.0, bend.columns - 1.0),
               down = std::clamp(flat.y / bend.step, 0.0, bend.rows - 1.0);
  const std::int32_t column = std::min(static_cast<std::int32_t>(across), bend.columns - 2),
                     row = std::min(static_cast<std::int32_t>(down), bend.rows - 2);
  const double u = across - column, v = down - row;
  const Point* top =
      &bend.off[static_cast<std::size_t>(row) * static_cast<std::size_t>(bend.columns) +
                static_cast<std::size_t>(column)];
  const Point* foot = top + bend.columns;
  const auto between = [u, v](double a, double b, double c, double d) {
    return (1 - v) * ((1 - u) * a + u * b) + v * ((1 - u) * c + u * d);
  };
  return {between(top[0].x, top[1].x, foot[0].x, foot[1].x),
          between(top[0].y, top[1].y, foot[0].y, foot[1].y)};
}

}  // namespace

Point turned_about(Point centre, Point at, double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  const double x = at.x - centre.x, y = at.y - centre.y;
  return {centre.x + x * std::cos(angle) - y * std::sin(angle),
          centre.y + x * std::sin(angle) + y * std::cos(angle)};
}

Point Bend::to_bent(Point flat) const {
  const Point by = off_at(*this, flat);
  return {flat.x + by.x, flat.y + by.y};
}

Point Bend::to_flat(Point bent) const {
  Point flat = bent;
  constexpr int kRounds = 12;  // each halves what is wrong, or better, where the bend is sound
  for (int i = 0; i < kRounds; ++i) {
    const Point by = off_at(*this, flat);
    flat = {bent.x - by.x, bent.y - by.y};
  }
  return flat;
}

bool Bend::is_sound() const {
  constexpr double kMost = 0.25;  // of the way to the next knot
  const auto near = [this](const Point& a, const Point& b) {
    return std::abs(a.x - b.x) <= kMost * step && std::abs(a.y - b.y) <= kMost * step;
  };
  for (std::size_t i = 0; i < off.size(); ++i) {
    const auto wide = static_cast<std::size_t>(columns);
    if ((i + 1) % wide != 0 && !near(off[i], off[i + 1])) return false;
    if (i + wide < off.size() && !near(off[i], off[i + wide])) return false;
  }
  return true;
}

}  // namespace codau::image
