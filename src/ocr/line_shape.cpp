#include "ocr/line_shape.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "image/pixels.h"

namespace codau::ocr {
namespace {

constexpr double kLetter = 0.40;  ///< of a word's height: what is lower is a mark
constexpr double kTallest = 1.6;  ///< of a word's height: what is higher is no letter
constexpr double kWidest = 4.0;   ///< of a word's height: more than letters that touch
constexpr std::size_t kNear = 9;  ///< letters that tell the baseline of a place

std::int32_t height_of(const Box& box) { return box.bottom - box.top; }
std::int32_t middle_of(const Box& box) { return (box.left + box.right) / 2; }

template <class Number>
Number middle_value(std::vector<Number>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::vector<Box> within(const std::vector<Box>& islands, std::int32_t from, std::int32_t to) {
  std::vector<Box> out;
  std::ranges::copy_if(islands, std::back_inserter(out), [from, to](const Box& one) {
    return middle_of(one) >= from && middle_of(one) < to;
  });
  return out;
}

}  // namespace

LineShape::LineShape(const Pix* ink, const ReadLine& line) {
  std::vector<std::int32_t> heights;
  for (const ReadWord& word : line.words) heights.push_back(height_of(word.box));
  if (heights.empty()) return;
  height_ = middle_value(heights);
  const auto beside = static_cast<std::int32_t>(height_);
  const Box words = around(line.words);
  const Box area{std::max(words.left - beside, 0), std::max(words.top - beside / 3, 0),
                 words.right + beside, words.bottom + beside / 3};
  const image::PixPtr part = image::cut(ink, area, 0);
  for (Box island : image::islands(part.get())) {
    island = {island.left + area.left, island.top + area.top, island.right + area.left,
              island.bottom + area.top};
    const std::int32_t middle = (island.top + island.bottom) / 2;
    const bool is_letter =
        middle > words.top && middle < words.bottom && height_of(island) >= kLetter * height_ &&
        height_of(island) <= kTallest * height_ && island.right - island.left <= kWidest * height_;
    islands_.push_back(island);
    if (is_letter) letters_.push_back(island);
  }
}

std::optional<double> LineShape::baseline(std::int32_t x) const {
  std::vector<Box> near = letters_;
  const std::size_t count = std::min(kNear, near.size());
  if (count == 0) return std::nullopt;
  std::ranges::partial_sort(near, near.begin() + static_cast<std::ptrdiff_t>(count), {},
                            [x](const Box& one) { return std::abs(middle_of(one) - x); });
  near.resize(count);
  std::vector<std::int32_t> bottoms;
  for (const Box& letter : near) bottoms.push_back(letter.bottom);
  return middle_value(bottoms);
}

std::vector<Box> LineShape::letters(std::int32_t from, std::int32_t to) const {
  return within(letters_, from, to);
}

std::vector<Box> LineShape::islands(std::int32_t from, std::int32_t to) const {
  return within(islands_, from, to);
}

}  // namespace codau::ocr
