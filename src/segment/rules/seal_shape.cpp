#include "segment/rules/seal_shape.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr double kFitStepInches = 0.015;  ///< between tries to fit
constexpr double kFitReachInches = 0.02;  ///< how far each try looks

/// What the coefficients of a shape are multiplied with.
std::array<double, 5> harmonics(const Direction& direction) {
  const auto& [across, down] = direction;
  return {1, across, down, across * across - down * down, 2 * across * down};
}

}  // namespace

Direction direction(int step, int steps) {
  const double angle = 2 * std::numbers::pi * step / steps;
  return {std::cos(angle), std::sin(angle)};
}

SealShape::SealShape(const Seal& seal, const Pix* ink, std::int32_t dpi) {
  // From rings a little too small and too large on: print near by may pull a fit to itself. Each
  // looks far at first, for the radius and the middle alone, and closer then for the stretching.
  int most = -1;
  for (int i = -3; i <= 4; ++i) {
    SealShape tried(seal);
    tried.coefficients_[0] = i * kFitStepInches * dpi;
    for (const double reach : {1.0, 1.0, 1.0, 0.75, 0.75, 0.5, 0.5})
      tried.follow_edge(ink, reach * kFitReachInches * dpi, reach < 1 ? 5 : 3);
    const int seen = SealShape(tried).follow_edge(ink, 1, 5);
    if (seen <= most) continue;
    most = seen;
    *this = tried;
  }
}

int SealShape::follow_edge(const Pix* ink, double reach, std::size_t terms) {
  constexpr int kDirections = 360;
  std::array<double, 5> sums{};
  int seen = 0;
  for (int i = 0; i < kDirections; ++i) {
    const Direction way = direction(i, kDirections);
    const double middle = edge(way);
    std::optional<double> nearest;
    for (double step = -reach; step <= reach; step += 0.5) {
      const auto is_ink = [&](double away) {
        const double far = middle + step + away;
        return is_ink_at(ink, seal_.x + far * way.across, seal_.y + far * way.down);
      };
      if (!is_ink(-0.5) || !is_ink(-1.5) || is_ink(0.5) || is_ink(1.5)) continue;
      if (!nearest || std::abs(step) < std::abs(*nearest)) nearest = step;
    }
    if (!nearest) continue;
    ++seen;
    const std::array<double, 5> parts = harmonics(way);
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += *nearest * parts[k];
  }
  for (std::size_t k = 0; seen > 0 && k < terms; ++k)
    coefficients_[k] += (k == 0 ? 1 : 2) * sums[k] / std::max(seen, kDirections / 2);
  return seen;
}

double SealShape::edge(const Direction& direction) const {
  const std::array<double, 5> parts = harmonics(direction);
  double out = seal_.radius;
  for (std::size_t k = 0; k < parts.size(); ++k) out += coefficients_[k] * parts[k];
  return out;
}

double SealShape::radius_at(double x, double y) const {
  const double far = std::hypot(x - seal_.x, y - seal_.y);
  if (far == 0) return 0;
  return far * radius() / edge({(x - seal_.x) / far, (y - seal_.y) / far});
}

SealShape::Point SealShape::at(const Direction& direction, double radius_of) const {
  const double far = radius_of * edge(direction) / radius();
  return {seal_.x + far * direction.across, seal_.y + far * direction.down};
}

}  // namespace codau::image
