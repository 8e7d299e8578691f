#include "raster/page_transform.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/box.h"

namespace codau::image {
namespace {

/// Sides of the page after its turn.
Point turned_sides(const PageTransform& p) {
  const bool sideways = p.rotation % 180 != 0;
  return {static_cast<double>(sideways ? p.height : p.width),
          static_cast<double>(sideways ? p.width : p.height)};
}

/// A point of the copy → the page as it came.
Point to_page(const PageTransform& p, Point at) {
  const Point sides = turned_sides(p), warped = p.warp.to_warped(at);
  // The copy was turned clockwise; go back the other way.
  const auto [x, y] = rotate_about({sides.x / 2, sides.y / 2},
                                   {warped.x / p.scale, warped.y / p.scale}, -p.skew_degrees);
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

/// A point of the page as it came → the copy: the way above backwards.
Point to_copy(const PageTransform& p, Point at) {
  const Point sides = turned_sides(p);
  Point turned = at;
  if (p.rotation == 90) turned = {p.height - at.y, at.x};
  if (p.rotation == 180) turned = {p.width - at.x, p.height - at.y};
  if (p.rotation == 270) turned = {at.y, p.width - at.x};
  const Point level = rotate_about({sides.x / 2, sides.y / 2}, turned, p.skew_degrees);
  return p.warp.to_dewarped({level.x * p.scale, level.y * p.scale});
}

std::int32_t clamp_to_pixel(double value, double most) {
  return static_cast<std::int32_t>(std::lround(std::clamp(value, 0.0, most)));
}

/// The box with these corners, as far as the page goes.
PageBox within_page(const PageTransform& p, Point low, Point high) {
  return {clamp_to_pixel(low.x, p.width), clamp_to_pixel(low.y, p.height),
          clamp_to_pixel(high.x, p.width), clamp_to_pixel(high.y, p.height)};
}

template <class Picture>
Point centre_of(const BoxIn<Picture>& box) {
  return {(box.left + box.right) / 2.0, (box.top + box.bottom) / 2.0};
}

/// Half the sides of a box after the turn, `factor` times as long.
template <class Picture>
Point half_of(const BoxIn<Picture>& box, const PageTransform& p, double factor) {
  Point half{width_of(box) / 2.0 * factor, height_of(box) / 2.0 * factor};
  if (p.rotation % 180 != 0) std::swap(half.x, half.y);
  return half;
}

}  // namespace

PageBox PageTransform::map_word_to_page(const Box& box) const {
  const Point centre = to_page(*this, centre_of(box)), half = half_of(box, *this, 1 / scale);
  return within_page(*this, {centre.x - half.x, centre.y - half.y},
                     {centre.x + half.x, centre.y + half.y});
}

Box PageTransform::map_word_to_copy(const PageBox& box) const {
  const Point centre = to_copy(*this, centre_of(box)), half = half_of(box, *this, scale);
  const Point sides = turned_sides(*this);
  const double right = sides.x * scale, bottom = sides.y * scale;
  return {clamp_to_pixel(centre.x - half.x, right), clamp_to_pixel(centre.y - half.y, bottom),
          clamp_to_pixel(centre.x + half.x, right), clamp_to_pixel(centre.y + half.y, bottom)};
}

Box PageTransform::map_word_to_other_copy(const PageTransform& other, const Box& box) const {
  const bool are_alike = skew_degrees == other.skew_degrees && scale == other.scale &&
                         rotation == other.rotation && warp.empty() && other.warp.empty();
  return are_alike ? box : other.map_word_to_copy(map_word_to_page(box));
}

PageBox PageTransform::map_area_to_page(const Box& box) const {
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
  return within_page(*this, low, high);
}

std::int32_t to_page_pixels(double at, double scale) {
  return static_cast<std::int32_t>(std::lround(at / scale));
}

PageBox to_page_pixels(const Box& box, double scale) {
  return {to_page_pixels(box.left, scale), to_page_pixels(box.top, scale),
          to_page_pixels(box.right, scale), to_page_pixels(box.bottom, scale)};
}

}  // namespace codau::image
