// raster/page_transform.h — between a page as it came and its working copy. The only way from
// pixels of the one to pixels of the other.
#pragma once

#include <cstdint>

#include "core/values.h"
#include "raster/displacement_field.h"

namespace codau::image {

/// How the clean copy lies on the page: the page times `scale`, then turned clockwise by
/// `rotation`, then clockwise about its centre by `skew_degrees` (which the text is turned the
/// other way), then unbent.
struct PageTransform {
  std::int32_t width = 0, height = 0;  ///< of the page as it came
  std::int32_t rotation = 0;           ///< 0, 90, 180, 270
  double skew_degrees = 0;
  double scale = 1;
  DisplacementField warp{};  ///< in pixels of the copy

  /// A box of the copy in pixels of the page: same size about its moved centre (for words).
  /// Law: the result lies inside the page.
  [[nodiscard]] PageBox map_word_to_page(const Box& box) const;
  /// As above, around all four moved corners (for cells and tables).
  [[nodiscard]] PageBox map_area_to_page(const Box& box) const;
  /// A box of the page in pixels of the copy: same size about its moved centre. Law: led back by
  /// map_word_to_page() it is the same, to a pixel of the copy and one of the page at each edge, as
  /// far as the copy holds it.
  [[nodiscard]] Box map_word_to_copy(const PageBox& box) const;
  /// A box of this copy in pixels of another copy of the page, for words; the same box if both lie
  /// alike.
  [[nodiscard]] Box map_word_to_other_copy(const PageTransform& other, const Box& box) const;
};

/// Of a picture that is the page times `scale`, not turned: pixels of the page as it came.
[[nodiscard]] std::int32_t to_page_pixels(double at, double scale);
[[nodiscard]] PageBox to_page_pixels(const Box& box, double scale);

}  // namespace codau::image
