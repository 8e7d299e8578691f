// layout/integral_image.h — counts the ink in any rectangle of a page in constant time (summed-area
// table). The page is seen coarsely: a dot is a square of scale() × scale() pixels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

/// The ink of a page at about 75 dpi. Rectangles are half-open, in dots. Precondition: they lie
/// inside the page.
class IntegralImage {
 public:
  /// Areas in `solid` (in pixels of the page) count as full of ink. A dot of ink without ink around
  /// it is dirt, and counts as white.
  IntegralImage(const CleanPage& page, const std::vector<Box>& solid);

  [[nodiscard]] std::int32_t width() const { return width_; }
  [[nodiscard]] std::int32_t height() const { return height_; }
  /// Returns the pixels of the page along the side of a dot.
  [[nodiscard]] std::int32_t scale() const { return scale_; }
  /// Return the number of dots with ink in a rectangle, and whether there are any.
  [[nodiscard]] std::int32_t count(std::int32_t left, std::int32_t top, std::int32_t right,
                                   std::int32_t bottom) const {
    return sum_at(right, bottom) - sum_at(left, bottom) - sum_at(right, top) + sum_at(left, top);
  }
  [[nodiscard]] bool has_ink(std::int32_t left, std::int32_t top, std::int32_t right,
                             std::int32_t bottom) const {
    return count(left, top, right, bottom) > 0;
  }

 private:
  [[nodiscard]] std::size_t dot_index(std::int32_t x, std::int32_t y) const {
    return static_cast<std::size_t>(y * width_ + x);
  }
  void build_sums(const std::vector<std::uint8_t>& inked);
  [[nodiscard]] bool is_speck(std::int32_t x, std::int32_t y) const;
  [[nodiscard]] std::int32_t sum_at(std::int32_t x, std::int32_t y) const {
    return sums_[static_cast<std::size_t>(y * (width_ + 1) + x)];
  }

  std::int32_t scale_ = 1, width_ = 0, height_ = 0;
  std::vector<std::int32_t> sums_;  ///< by dot: the number of dots with ink above and to the left
};

/// The white columns between two columns with ink: [left, right), in dots.
struct WhiteGap {
  std::int32_t left = 0, right = 0;
  [[nodiscard]] std::int32_t width() const { return right - left; }
  [[nodiscard]] std::int32_t middle() const { return (left + right) / 2; }
};
/// Returns the white gap around column `x`: the columns that are white in all rows from `top` to
/// `bottom`. Its width is 0 if column `x` has ink there.
[[nodiscard]] WhiteGap find_white_gap(const IntegralImage& ink, std::int32_t x, std::int32_t top,
                                      std::int32_t bottom);

}  // namespace codau::image
