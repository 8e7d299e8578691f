#include "lines/line_shape.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "core/box.h"
#include "core/percentile.h"
#include "raster/pixels.h"

namespace codau::ocr {
namespace {

// In heights of a word.
constexpr double kMinLetterHeightWordHeights = 0.40;  ///< a mark is lower
constexpr double kMaxLetterHeightWordHeights = 1.6;   ///< what is higher is no letter
constexpr double kMaxLetterWidthWordHeights = 4.0;    ///< letters that touch are narrower

constexpr std::size_t kBaselineLetters = 9;  ///< letters that give the baseline of a place

std::vector<Box> within(const std::vector<Box>& components, std::int32_t from, std::int32_t to) {
  std::vector<Box> out;
  std::ranges::copy_if(components, std::back_inserter(out), [from, to](const Box& one) {
    return centre_x(one) >= from && centre_x(one) < to;
  });
  return out;
}

}  // namespace

LineShape::LineShape(const Pix* ink, const ReadLine& line) {
  std::vector<std::int32_t> heights;
  for (const ReadWord& word : line.words) heights.push_back(height_of(word.box));
  if (heights.empty()) return;
  height_ = median(std::move(heights));
  const auto beside = static_cast<std::int32_t>(height_);
  const Box words = find_word_bounds(line.words);
  for (const Box& component : image::find_components_in(ink, inflated(words, beside, beside / 3))) {
    const std::int32_t middle = centre_y(component);
    const bool is_letter = middle > words.top && middle < words.bottom &&
                           height_of(component) >= kMinLetterHeightWordHeights * height_ &&
                           height_of(component) <= kMaxLetterHeightWordHeights * height_ &&
                           width_of(component) <= kMaxLetterWidthWordHeights * height_;
    components_.push_back(component);
    if (is_letter) letters_.push_back(component);
  }
}

std::optional<double> LineShape::estimate_baseline(std::int32_t x) const {
  std::vector<Box> near = letters_;
  const std::size_t count = std::min(kBaselineLetters, near.size());
  if (count == 0) return std::nullopt;
  std::ranges::partial_sort(near, near.begin() + static_cast<std::ptrdiff_t>(count), {},
                            [x](const Box& one) { return std::abs(centre_x(one) - x); });
  near.resize(count);
  std::vector<std::int32_t> bottoms;
  for (const Box& letter : near) bottoms.push_back(letter.bottom);
  return median(std::move(bottoms));
}

std::vector<Box> LineShape::list_letters(std::int32_t from, std::int32_t to) const {
  return within(letters_, from, to);
}

std::vector<Box> LineShape::list_components(std::int32_t from, std::int32_t to) const {
  return within(components_, from, to);
}

}  // namespace codau::ocr
