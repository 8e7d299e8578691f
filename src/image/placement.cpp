#include "image/placement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace codau::image {
namespace {

struct Point {
  double x = 0, y = 0;
};

/// A point of the copy → the page as it came.
Point to_page(const Placement& p, Point at) {
  const bool sideways = p.rotation % 180 != 0;
  const double w = sideways ? p.height : p.width, h = sideways ? p.width : p.height;
  const double angle = p.skew_degrees * std::numbers::pi / 180;
  // The copy was turned clockwise by `angle` (y runs down); go back the other way.
  const double dx = at.x / p.scale - w / 2, dy = at.y / p.scale - h / 2;
  const double x = w / 2 + dx * std::cos(angle) + dy * std::sin(angle);
  const double y = h / 2 - dx * std::sin(angle) + dy * std::cos(angle);
  switch (p.rotation) {
    case 90:
      return {y, p.height - x};
    case 180:
      return {p.width - x, p.height - y};
    case 270:
      return {p.width - y, x};
    default:
      return {x, y};
  }
}

Box rounded(double left, double top, double right, double bottom, const Placement& p) {
  const auto within = [](double v, std::int32_t most) {
    return std::clamp(static_cast<std::int32_t>(std::lround(v)), 0, most);
  };
  return {within(left, p.width), within(top, p.height), within(right, p.width),
          within(bottom, p.height)};
}

}  // namespace

Box Placement::word_to_page(const Box& box) const {
  const Point centre = to_page(*this, {(box.left + box.right) / 2.0, (box.top + box.bottom) / 2.0});
  double w = (box.right - box.left) / 2.0 / scale, h = (box.bottom - box.top) / 2.0 / scale;
  if (rotation % 180 != 0) std::swap(w, h);
  return rounded(centre.x - w, centre.y - h, centre.x + w, centre.y + h, *this);
}

Box Placement::area_to_page(const Box& box) const {
  const std::array<Point, 4> corners{
      to_page(*this, {static_cast<double>(box.left), static_cast<double>(box.top)}),
      to_page(*this, {static_cast<double>(box.right), static_cast<double>(box.top)}),
      to_page(*this, {static_cast<double>(box.left), static_cast<double>(box.bottom)}),
      to_page(*this, {static_cast<double>(box.right), static_cast<double>(box.bottom)})};
  Point low = corners[0], high = corners[0];
  for (const Point& c : corners) {
    low = {std::min(low.x, c.x), std::min(low.y, c.y)};
    high = {std::max(high.x, c.x), std::max(high.y, c.y)};
  }
  return rounded(low.x, low.y, high.x, high.y, *this);
}

}  // namespace codau::image
