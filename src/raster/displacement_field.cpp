#include "raster/displacement_field.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace codau::image {
namespace {

/// How far off what stands at `dewarped` was.
Point off_at(const DisplacementField& field, Point dewarped) {
  if (field.empty()) return {};
  const double across = std::clamp(dewarped.x / field.knot_spacing, 0.0, field.columns - 1.0),
               down = std::clamp(dewarped.y / field.knot_spacing, 0.0, field.rows - 1.0);
  const std::int32_t column = std::min(static_cast<std::int32_t>(across), field.columns - 2),
                     row = std::min(static_cast<std::int32_t>(down), field.rows - 2);
  const double u = across - column, v = down - row;
  const Point* top =
      &field.displacements[static_cast<std::size_t>(row) * static_cast<std::size_t>(field.columns) +
                           static_cast<std::size_t>(column)];
  const Point* foot = top + field.columns;
  const auto between = [u, v](double a, double b, double c, double d) {
    return (1 - v) * ((1 - u) * a + u * b) + v * ((1 - u) * c + u * d);
  };
  return {between(top[0].x, top[1].x, foot[0].x, foot[1].x),
          between(top[0].y, top[1].y, foot[0].y, foot[1].y)};
}

}  // namespace

Point rotate_about(Point centre, Point at, double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  const double x = at.x - centre.x, y = at.y - centre.y;
  return {centre.x + x * std::cos(angle) - y * std::sin(angle),
          centre.y + x * std::sin(angle) + y * std::cos(angle)};
}

Point DisplacementField::to_warped(Point dewarped) const {
  const Point by = off_at(*this, dewarped);
  return {dewarped.x + by.x, dewarped.y + by.y};
}

Point DisplacementField::to_dewarped(Point warped) const {
  Point dewarped = warped;
  constexpr int kRounds = 12;  // each halves what is wrong, or better, where the bend is sound
  for (int i = 0; i < kRounds; ++i) {
    const Point by = off_at(*this, dewarped);
    dewarped = {warped.x - by.x, warped.y - by.y};
  }
  return dewarped;
}

bool DisplacementField::is_fold_free() const {
  constexpr double kMost = 0.25;  // of the way to the next knot
  const auto near = [this](const Point& a, const Point& b) {
    return std::abs(a.x - b.x) <= kMost * knot_spacing &&
           std::abs(a.y - b.y) <= kMost * knot_spacing;
  };
  for (std::size_t i = 0; i < displacements.size(); ++i) {
    const auto wide = static_cast<std::size_t>(columns);
    if ((i + 1) % wide != 0 && !near(displacements[i], displacements[i + 1])) return false;
    if (i + wide < displacements.size() && !near(displacements[i], displacements[i + wide]))
      return false;
  }
  return true;
}

}  // namespace codau::image
