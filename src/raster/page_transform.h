// raster/page_transform.h — converts between pixels of the original page image (PageBox) and of its
// cleaned working copy (Box). No other code converts between them.
#pragma once

#include <cstdint>

#include "core/values.h"
#include "raster/displacement_field.h"

namespace codau::image {

/// The way from the original page image to a working copy. The steps, in order:
/// 1. The page is rotated clockwise by `rotation`.
/// 2. The page is rotated clockwise about its centre by `skew_degrees` (deskewed).
/// 3. The page is scaled by `scale`.
/// 4. The page is dewarped by `warp`.
struct PageTransform {
  std::int32_t width = 0, height = 0;  ///< of the original page image, in pixels
  std::int32_t rotation = 0;           ///< degrees: 0, 90, 180, 270
  double skew_degrees = 0;             ///< the text slopes counter-clockwise by this angle
  double scale = 1;                    ///< pixels of the copy per pixel of the page
  DisplacementField warp{};            ///< in pixels of the copy; empty: not dewarped

  /// Returns the box of a word on the page. Its centre is mapped; its size is only scaled, so skew
  /// does not enlarge it. Law: the result lies inside the page.
  [[nodiscard]] PageBox map_word_to_page(const Box& box) const;
  /// Returns the box of a cell or a table on the page: the bounding box of its four mapped corners.
  /// Law: the result lies inside the page.
  [[nodiscard]] PageBox map_area_to_page(const Box& box) const;
  /// Returns the box of a word on the copy, the inverse of map_word_to_page(). Law: mapped back, a
  /// box that lies inside the copy differs at each edge by at most a pixel of the copy and one of
  /// the page.
  [[nodiscard]] Box map_word_to_copy(const PageBox& box) const;
  /// Returns the box of a word on another copy of the same page. `box`: on this copy. Returns the
  /// same box if both copies have the same transform without dewarping.
  [[nodiscard]] Box map_word_to_other_copy(const PageTransform& other, const Box& box) const;
};

/// Returns a coordinate of the original page image, rounded. `at`: the coordinate in a copy of the
/// page that is only scaled, by `scale`.
[[nodiscard]] std::int32_t to_page_pixels(double at, double scale);
/// Returns a box of the original page image in the same way.
[[nodiscard]] PageBox to_page_pixels(const Box& box, double scale);

}  // namespace codau::image
