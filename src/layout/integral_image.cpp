#include "layout/integral_image.h"

#include <algorithm>

#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr std::int32_t kDpi = 75;    ///< at least; letters of 14 points are 6 dots high
constexpr std::int32_t kAround = 6;  ///< dots around a speck that are white
constexpr std::int32_t kSpeck = 7;   ///< dots that a speck may have

}  // namespace

IntegralImage::IntegralImage(const CleanPage& page, const std::vector<Box>& solid)
    : scale_(std::max(1, page.dpi / kDpi)),
      width_(page.width / scale_),
      height_(page.height / scale_) {
  std::vector<std::uint8_t> inked;
  const std::vector<std::int32_t> counts = count_ink_by_square(page.ink.get(), scale_);
  inked.reserve(counts.size());
  for (const std::int32_t count : counts) inked.push_back(count >= scale_ ? 1 : 0);
  for (const Box& b : solid) {
    const std::int32_t right = std::min(width_, b.right / scale_),
                       bottom = std::min(height_, b.bottom / scale_);
    for (std::int32_t y = (std::max(0, b.top) + scale_ - 1) / scale_; y < bottom; ++y) {
      for (std::int32_t x = (std::max(0, b.left) + scale_ - 1) / scale_; x < right; ++x)
        inked[dot_index(x, y)] = 1;
    }
  }
  build_sums(inked);
  bool has_specks = false;
  for (std::int32_t y = 0; y < height_; ++y) {
    for (std::int32_t x = 0; x < width_; ++x) {
      if (inked[dot_index(x, y)] == 0 || !is_speck(x, y)) continue;
      inked[dot_index(x, y)] = 0;
      has_specks = true;
    }
  }
  if (has_specks) build_sums(inked);
}

void IntegralImage::build_sums(const std::vector<std::uint8_t>& inked) {
  sums_.assign(static_cast<std::size_t>((width_ + 1) * (height_ + 1)), 0);
  for (std::int32_t y = 0; y < height_; ++y) {
    std::int32_t run = 0;
    for (std::int32_t x = 0; x < width_; ++x) {
      run += inked[dot_index(x, y)];
      sums_[static_cast<std::size_t>((y + 1) * (width_ + 1) + x + 1)] = sum_at(x + 1, y) + run;
    }
  }
}

/// Ink with nothing else around it: dirt that would otherwise end a gap or begin a page.
bool IntegralImage::is_speck(std::int32_t x, std::int32_t y) const {
  return count(std::max(0, x - kAround), std::max(0, y - kAround),
               std::min(width_, x + kAround + 1), std::min(height_, y + kAround + 1)) <= kSpeck;
}

WhiteGap find_white_gap(const IntegralImage& ink, std::int32_t x, std::int32_t top,
                        std::int32_t bottom) {
  std::int32_t left = x, right = x;
  while (left > 0 && !ink.has_ink(left - 1, top, left, bottom)) --left;
  while (right < ink.width() && !ink.has_ink(right, top, right + 1, bottom)) ++right;
  return {left, right};
}

}  // namespace codau::image
