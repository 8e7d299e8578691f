// image/placement.h — from the clean copy of a page back to the page as it came.
#pragma once

#include <cstdint>

#include "core/values.h"

namespace codau::image {

/// How the clean copy lies on the page: the page times `scale`, then turned clockwise by
/// `rotation`, then clockwise about its centre by `skew_degrees` (which the text is turned the
/// other way).
struct Placement {
  std::int32_t width = 0, height = 0;  ///< of the page as it came
  std::int32_t rotation = 0;           ///< 0, 90, 180, 270
  double skew_degrees = 0;
  double scale = 1;

  /// A box of the copy in pixels of the page: same size about its moved centre (for words).
  /// Law: the result lies inside the page.
  [[nodiscard]] Box word_to_page(const Box& box) const;
  /// As above, around all four moved corners (for cells and tables).
  [[nodiscard]] Box area_to_page(const Box& box) const;
};

}  // namespace codau::image
