// layout/integral_image.h — where ink is on a page, coarsely and asked for by rectangles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

/// Ink of a page at about 75 dpi. Rectangles are half-open, in its dots, within the page.
class IntegralImage {
 public:
  /// `solid` areas of the page count as ink all over; ink with nothing else around it is dirt, and
  /// counts as none.
  IntegralImage(const CleanPage& page, const std::vector<Box>& solid);

  [[nodiscard]] std::int32_t width() const { return width_; }
  [[nodiscard]] std::int32_t height() const { return height_; }
  /// Pixels of the page a dot.
  [[nodiscard]] std::int32_t scale() const { return scale_; }
  /// Dots with ink.
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
  std::vector<std::int32_t> sums_;  ///< over the rectangle from the top left corner
};

/// White between two inks.
struct WhiteGap {
  std::int32_t left = 0, right = 0;
  [[nodiscard]] std::int32_t width() const { return right - left; }
  [[nodiscard]] std::int32_t middle() const { return (left + right) / 2; }
};
/// What is white left and right of `x` in all rows from `top` to `bottom`; of no width at ink.
[[nodiscard]] WhiteGap find_white_gap(const IntegralImage& ink, std::int32_t x, std::int32_t top,
                                      std::int32_t bottom);

}  // namespace codau::image
