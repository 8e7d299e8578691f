// core/box.h — algebra of boxes (core/range.h): half-open, in pixels, x to the right and y
// downwards. A box is empty where it has no pixel. `{}` is no box at all: nothing adds to it, and
// it adds nothing. Any other empty box (a word without width) still has a place. Coordinates lie
// within ±kFarthest, so that no sum or difference of two overflows.
#pragma once

#include <algorithm>
#include <cstdint>

#include "core/range.h"

namespace codau {

inline constexpr std::int32_t kFarthest = (1 << 30) - 1;

/// Pixels of a row; less than 1 where it is empty.
template <class Picture>
[[nodiscard]] constexpr std::int32_t width_of(const BoxIn<Picture>& box) {
  return box.right - box.left;
}
/// Pixels of a column; less than 1 where it is empty.
template <class Picture>
[[nodiscard]] constexpr std::int32_t height_of(const BoxIn<Picture>& box) {
  return box.bottom - box.top;
}
template <class Picture>
[[nodiscard]] constexpr bool is_empty(const BoxIn<Picture>& box) {
  return box.left >= box.right || box.top >= box.bottom;
}
/// Number of its pixels. Law: 0 exactly where it is empty.
template <class Picture>
[[nodiscard]] constexpr std::int64_t area_of(const BoxIn<Picture>& box) {
  return is_empty(box) ? 0 : std::int64_t{width_of(box)} * height_of(box);
}
/// The column in the middle, of two the right one; negative coordinates are rounded towards 0. Law:
/// the centre of a box lies in it where it is not empty and has no negative coordinate.
template <class Picture>
[[nodiscard]] constexpr std::int32_t centre_x(const BoxIn<Picture>& box) {
  return (box.left + box.right) / 2;
}
/// The row in the middle, likewise.
template <class Picture>
[[nodiscard]] constexpr std::int32_t centre_y(const BoxIn<Picture>& box) {
  return (box.top + box.bottom) / 2;
}

// ---- two boxes ----

/// Columns that both have; of boxes side by side the white between them, negative.
template <class Picture>
[[nodiscard]] constexpr std::int32_t x_overlap(const BoxIn<Picture>& a, const BoxIn<Picture>& b) {
  return std::min(a.right, b.right) - std::max(a.left, b.left);
}
/// Rows that both have; of boxes above each other the white between them, negative.
template <class Picture>
[[nodiscard]] constexpr std::int32_t y_overlap(const BoxIn<Picture>& a, const BoxIn<Picture>& b) {
  return std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
}
/// Whether they share more than half the rows of the lower one, as words of one line do.
template <class Picture>
[[nodiscard]] constexpr bool on_one_row(const BoxIn<Picture>& a, const BoxIn<Picture>& b) {
  return 2 * y_overlap(a, b) > std::min(height_of(a), height_of(b));
}
/// Whether the pixel (x, y) is in the box.
template <class Picture>
[[nodiscard]] constexpr bool contains(const BoxIn<Picture>& box, std::int32_t x, std::int32_t y) {
  return box.left <= x && x < box.right && box.top <= y && y < box.bottom;
}
/// Whether no corner of `inner` lies beyond `outer`; `{}` is in every box.
template <class Picture>
[[nodiscard]] constexpr bool contains(const BoxIn<Picture>& outer, const BoxIn<Picture>& inner) {
  return inner == BoxIn<Picture>{} || (outer.left <= inner.left && inner.right <= outer.right &&
                                       outer.top <= inner.top && inner.bottom <= outer.bottom);
}
/// Whether the middle pixel of `inner` is in `outer`: of boxes that tile a picture one has it.
template <class Picture>
[[nodiscard]] constexpr bool contains_centre(const BoxIn<Picture>& outer,
                                             const BoxIn<Picture>& inner) {
  return contains(outer, centre_x(inner), centre_y(inner));
}
/// Whether they have a pixel in common. Precondition: neither is empty.
template <class Picture>
[[nodiscard]] constexpr bool intersect(const BoxIn<Picture>& a, const BoxIn<Picture>& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
/// The pixels that both have; `{}` where there are none. Laws: of a and b what of b and a; both
/// contain it; a itself where b contains a and a is not empty; its sides are the overlaps.
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> intersection(const BoxIn<Picture>& a,
                                                    const BoxIn<Picture>& b) {
  const BoxIn<Picture> both{std::max(a.left, b.left), std::max(a.top, b.top),
                            std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
  return is_empty(both) ? BoxIn<Picture>{} : both;
}
/// The smallest box that contains both. Laws: of a and b what of b and a; `{}` changes nothing; a
/// itself where it contains b; of three boxes the same in any order.
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> united(const BoxIn<Picture>& a, const BoxIn<Picture>& b) {
  if (a == BoxIn<Picture>{}) return b;
  if (b == BoxIn<Picture>{}) return a;
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

// ---- a box elsewhere, larger, or turned ----

template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> translated(const BoxIn<Picture>& box, std::int32_t x,
                                                  std::int32_t y) {
  return {box.left + x, box.top + y, box.right + x, box.bottom + y};
}
/// `x` more on the left and on the right, `y` more above and below; less, with the sides past each
/// other at last, where they are negative. Law: by x and y and then by -x and -y is the box.
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> inflated(const BoxIn<Picture>& box, std::int32_t x,
                                                std::int32_t y) {
  return {box.left - x, box.top - y, box.right + x, box.bottom + y};
}
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> inflated(const BoxIn<Picture>& box, std::int32_t by) {
  return inflated(box, by, by);
}
/// In a picture `factor` times as large.
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> scaled(const BoxIn<Picture>& box, std::int32_t factor) {
  return {box.left * factor, box.top * factor, box.right * factor, box.bottom * factor};
}
/// Rows for columns. Law: twice is the box.
template <class Picture>
[[nodiscard]] constexpr BoxIn<Picture> transposed(const BoxIn<Picture>& box) {
  return {box.top, box.left, box.bottom, box.right};
}
/// As it lies once its picture, `width` by `height`, is turned clockwise by 0, 90, 180 or 270
/// degrees. Law: by 90 and then by 270 (in a picture `height` by `width`) is the box.
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
