// raster/page_transform.h — converts boxes between the original page image (PageBox) and a cleaned
// working copy (Box). No other code converts between them.
#pragma once

#include <cstdint>

#include "core/values.h"
#include "raster/displacement_field.h"

namespace codau::image {

/// The transform from the original page image to a working copy. Its steps, in order:
/// 1. The page is rotated clockwise by `rotation`, a multiple of 90 degrees, which makes it
///    upright.
/// 2. The upright page is rotated clockwise about its centre by `skew_degrees`, which makes its
///    text level.
/// 3. The page is scaled by `scale`.
/// 4. The page is dewarped by `warp`.
struct PageTransform {
  std::int32_t width = 0, height = 0;  ///< of the original page image, in pixels
  std::int32_t rotation = 0;           ///< degrees of step 1: 0, 90, 180, 270
  double skew_degrees = 0;   ///< degrees of step 2; the text slopes counter-clockwise by this angle
  double scale = 1;          ///< pixels of the copy per pixel of the page
  DisplacementField warp{};  ///< in pixels of the copy; empty: not dewarped

  /// Returns the box of a word on the page. The centre of the box is mapped; its size is only
  /// scaled, so that skew does not enlarge it. Law: the result lies inside the page.
  [[nodiscard]] PageBox map_word_to_page(const Box& box) const;
  /// Returns the box of a cell or a table on the page: the bounding box of its four mapped corners.
  /// Law: the result lies inside the page.
  [[nodiscard]] PageBox map_area_to_page(const Box& box) const;
  /// Returns the box of a word on the copy, the inverse of map_word_to_page(). Law: if a box inside
  /// the copy is mapped to the page and back, each edge moves by at most a pixel of the copy plus a
  /// pixel of the page.
  [[nodiscard]] Box map_word_to_copy(const PageBox& box) const;
  /// Returns the box of a word on another copy of the same page. Argument `box` is the box on this
  /// copy, and `other` the transform to the other copy. If both transforms are equal and do not
  /// dewarp, returns `box`.
  [[nodiscard]] Box map_word_to_other_copy(const PageTransform& other, const Box& box) const;
};

/// Returns a coordinate of the original page image, rounded. `at`: the coordinate on a copy that is
/// only scaled, by `scale`.
[[nodiscard]] std::int32_t to_page_pixels(double at, double scale);
/// Does the same for the four coordinates of a box.
[[nodiscard]] PageBox to_page_pixels(const Box& box, double scale);

}  // namespace codau::image
