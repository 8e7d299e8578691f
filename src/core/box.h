// core/box.h — functions on boxes of pixels (BoxIn, core/range.h). A box has columns [left, right)
// and rows [top, bottom), x to the right, y downwards. `Picture` names its image. A box without
// pixels is empty. The empty box `{}` means "no box"; any other empty box has a position.
// Precondition of all functions: coordinates and results are within ±kMaxCoordinatePixels.
#pragma once

#include <algorithm>
#include <cstdint>

#include "core/range.h"

namespace codau {

inline constexpr std::int32_t kMaxCoordinatePixels = (1 << 30) - 1;

/// Returns right − left, the width in pixels.
template <class Picture>
[[nodiscard]] constexpr std::int32_t width_of(const BoxIn<Picture>& box) {
  return box.right - box.left;
}
/// Returns bottom − top, the height in pixels.
template <class Picture>
[[nodiscard]] constexpr std::int32_t height_of(const BoxIn<Picture>& box) {
  return box.bottom - box.top;
}
/// Returns true if the box has no pixels.
template <class Picture>
[[nodiscard]] constexpr bool is_empty(const BoxIn<Picture>& box) {
  return box.left >= box.right || box.top >= box.bottom;
}
/// Returns the number of pixels; 0 if the box is empty.
template <class Picture>
[[nodiscard]] constexpr std::int64_t area_of(const BoxIn<Picture>& box) {
  return is_empty(box) ? 0 : std::int64_t{width_of(box)} * height_of(box);
}
/// Returns the middle column; of two middle columns, the right one: 1 for columns [0, 2). Negative
/// centres round towards 0. Law: a box with pixels contains its centre if left >= 0 and top >= 0.
template <class Picture>
[[nodiscard]] constexpr std::int32_t centre_x(const BoxIn<Picture>& box) {
  return (box.left + box.right) / 2;
}
/// Returns the middle row; of two middle rows, the lower one.
template <class Picture>
[[nodiscard]] constexpr std::int32_t centre_y(const BoxIn<Picture>& box) {
  return (box.top + box.bottom) / 2;
}

/// Returns the number of common columns. Without any, returns -n for n columns between the boxes.
template <class Picture>
[[nodiscard]] constexpr std::int32_t x_overlap(const BoxIn<Picture>& a, const BoxIn<Picture>& b) {
  return std::min(a.right, b.right) - std::max(a.left, b.left);
}
/// Returns the number of common rows. Without any, returns -n for n rows between the boxes.
template <class Picture>
[[nodiscard]] constexpr std::int32_t y_overlap(const BoxIn<Picture>& a, const BoxIn<Picture>& b) {
  return std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
}
/// Returns true if the boxes share more than half of the rows of the less tall box, as words of one
/// line do. Precondition: rows are within ±kMaxCoordinatePixels / 2.
template <class Picture>
[[nodiscard]] constexpr bool is_on_one_row(const BoxIn<Picture>& a, const BoxIn<Picture>& b) {
  return 2 * y_overlap(a, b) > std::min(height_of(a), height_of(b));
}
/// Returns true if pixel (x, y) is in the box.
template <class Picture>
[[nodiscard]] constexpr bool contains(const BoxIn<Picture>& box, std::int32_t x, std::int32_t y) {
  return box.left <= x && x < box.right && box.top <= y && y < box.bottom;
}
/// Returns true if `inner` lies inside `outer` or has the same sides; every box contains `{}`.
template <class Picture>
[[nodiscard]] constexpr bool contains(const BoxIn<Picture>& outer, const BoxIn<Picture>& inner) {
  return inner == BoxIn<Picture>{} || (outer.left <= inner.left && inner.right <= outer.right &&
                                       outer.top <= inner.top && inner.bottom <= outer.bottom);
}
/// Returns true if the centre of `inner` is in `outer`. Of boxes that do not overlap, such as the
/// cells of a table, at most one contains the centre of a word.
template <class Picture>
[[nodiscard]] constexpr bool contains_centre(const BoxIn<Picture>& outer,
                                             const BoxIn<Picture>& inner) {
  return contains(outer, centre_x(inner), centre_y(inner));
}
/// Returns true if the boxes share a pixel. Precondition: neither is empty.
template <class Picture>
[[nodiscard]] constexpr bool intersect(const BoxIn<Picture>& a, const BoxIn<Picture>& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
/// Returns the box of common pixels, or `{}`. Laws: the order of a and b does not matter; both
/// contain the result; the result is a if b contains a and a is not empty.
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> intersection(const BoxIn<Picture>& a,
                                                    const BoxIn<Picture>& b) {
  const BoxIn<Picture> both{std::max(a.left, b.left), std::max(a.top, b.top),
                            std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
  return is_empty(both) ? BoxIn<Picture>{} : both;
}
/// Returns the smallest box that contains both. Laws: boxes united in any order give the same box;
/// united(a, {}) is a; united(a, b) is a if a contains b.
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> united(const BoxIn<Picture>& a, const BoxIn<Picture>& b) {
  if (a == BoxIn<Picture>{}) return b;
  if (b == BoxIn<Picture>{}) return a;
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}
/// Returns the box moved `x` pixels to the right and `y` down.
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> translated(const BoxIn<Picture>& box, std::int32_t x,
                                                  std::int32_t y) {
  return {box.left + x, box.top + y, box.right + x, box.bottom + y};
}
/// Returns the box with `x` pixels added left and right, `y` above and below, or `by` all around;
/// negative values shrink it. Law: inflating by x, y and then by -x, -y returns the box.
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> inflated(const BoxIn<Picture>& box, std::int32_t x,
                                                std::int32_t y) {
  return {box.left - x, box.top - y, box.right + x, box.bottom + y};
}
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> inflated(const BoxIn<Picture>& box, std::int32_t by) {
  return inflated(box, by, by);
}
/// Returns the box with all coordinates multiplied by `factor`.
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> scaled(const BoxIn<Picture>& box, std::int32_t factor) {
  return {box.left * factor, box.top * factor, box.right * factor, box.bottom * factor};
}
/// Returns the box with rows and columns exchanged. Law: transposing twice returns the box.
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> transposed(const BoxIn<Picture>& box) {
  return {box.top, box.left, box.bottom, box.right};
}
/// Returns the box after its picture, `width` by `height` pixels, is rotated clockwise. `degrees`:
/// 90, 180 or 270; any other value leaves the box unchanged. Law: rotating by 90, then by 270 in a
/// picture of `height` by `width`, returns the box.
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> rotated(const BoxIn<Picture>& box, std::int32_t width,
                                               std::int32_t height, std::int32_t degrees) {
  switch (degrees) {
    case 90:
      return {height - box.bottom, box.left, height - box.top, box.right};
    case 180:
      return {width - box.right, height - box.bottom, width - box.left, height - box.top};
    case 270:
      return {box.top, width - box.right, box.bottom, width - box.left};
    default:
      return box;
  }
}

}  // namespace codau
