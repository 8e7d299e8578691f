#include "segment/rules/stray_marks.h"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include "core/box.h"
#include "core/percentile.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

/// Of a stop, a dot, a tone; commas and dashes are larger.
constexpr double kMaxMarkSizeXHeights = 0.42;
constexpr double kMinDashWidthXHeights = 0.33;
/// White between a letter and its dot or tone, and in a semicolon.
constexpr double kMaxDiacriticGapXHeights = 0.69;
/// White between a letter and a broken piece of it.
constexpr double kMaxFragmentGapXHeights = 0.125;
constexpr double kMaxStopToBaselineXHeights = 0.25;
constexpr double kMaxDotBaselineOffsetXHeights = 0.12;  ///< between the feet of dots of one row
constexpr double kMaxDotGapXHeights = 0.69;  ///< white between the dots of a colon or ellipsis
/// As far off as letters tell where the line is.
constexpr double kBaselineSearchXHeights = 11.5;
/// White between a letter and the stop behind it: in stops, and for stops of which scanning left
/// little. With the first alone stops and commas of faxes and of small print went that stood 0.27
/// to 0.48 off; dirt on their line stood 0.9 and more off (59 marks of three tables).
constexpr double kMaxStopGapStopSizes = 1.2, kMinStopGapXHeights = 0.5;

bool is_mark(const CleanPage& page, const Box& component) {
  const bool is_dash = width_of(component) >= 2 * height_of(component) &&
                       width_of(component) >= page.to_pixels(kMinDashWidthXHeights);
  return !is_dash && std::max(width_of(component), height_of(component)) <=
                         page.to_pixels(kMaxMarkSizeXHeights);
}

/// White between two boxes from left to right and from top to bottom; 0 where they overlap.
std::int32_t across(const Box& a, const Box& b) { return std::max(0, -x_overlap(a, b)); }
std::int32_t down(const Box& a, const Box& b) { return std::max(0, -y_overlap(a, b)); }

/// Foot of the print about `letter`, its own where tails reach below: of the letters beside it most
/// have none.
std::int32_t foot_of(const CleanPage& page, const Box& letter, const std::vector<Box>& letters) {
  std::vector<std::int32_t> feet;
  for (const Box& other : letters) {
    if (2 * y_overlap(letter, other) > height_of(other) &&
        across(letter, other) < page.to_pixels(kBaselineSearchXHeights))
      feet.push_back(other.bottom);
  }
  return median(std::move(feet));
}

bool belongs(const CleanPage& page, const Box& mark, const Box& letter,
             const std::vector<Box>& letters) {
  if (down(mark, letter) > page.to_pixels(kMaxDiacriticGapXHeights)) return false;
  const std::int32_t gap = across(mark, letter);
  if (gap <= std::max(1, page.to_pixels(kMaxFragmentGapXHeights))) return true;
  const std::int32_t size = std::max(width_of(mark), height_of(mark));
  if (mark.right <= letter.left ||
      gap > std::max<double>(kMaxStopGapStopSizes * size, page.to_pixels(kMinStopGapXHeights)))
    return false;
  return std::abs(mark.bottom - foot_of(page, letter, letters)) <=
         page.to_pixels(kMaxStopToBaselineXHeights);
}

bool stands_by(const CleanPage& page, const Box& mark, const Box& other) {
  return across(mark, other) <= page.to_pixels(kMaxDotGapXHeights) &&
         down(mark, other) <= page.to_pixels(kMaxDotGapXHeights);
}

/// One of three dots on a line.
bool in_dots(const CleanPage& page, const Box& mark, const std::vector<Box>& marks) {
  const auto beside = std::ranges::count_if(marks, [&](const Box& other) {
    return std::abs(other.bottom - mark.bottom) <= page.to_pixels(kMaxDotBaselineOffsetXHeights) &&
           across(mark, other) <= 2 * page.to_pixels(kMaxDotGapXHeights);
  });
  return beside >= 3;  // itself among them
}

void whiten(CleanPage& page, const Box& mark) {
  clear_box(page.ink.get(), mark);
  clear_box(page.grey.get(), inflated(mark, 2));
}

}  // namespace

void erase_stray_marks(CleanPage& page, const Box& cell) {
  std::vector<Box> letters, marks;
  for (const Box& component : find_components_in(page.ink.get(), cell)) {
    (is_mark(page, component) ? marks : letters).push_back(component);
  }
  const std::vector<Box> all = marks;
  std::vector<Box> kept;
  const auto take = [&marks, &kept](const auto& is_known) {
    const auto known = std::stable_partition(marks.begin(), marks.end(),
                                             [&](const Box& mark) { return !is_known(mark); });
    kept.assign(known, marks.end());
    marks.erase(known, marks.end());
    return !kept.empty();
  };
  bool found = take([&](const Box& mark) {
    return in_dots(page, mark, all) || std::ranges::any_of(letters, [&](const Box& letter) {
             return belongs(page, mark, letter, letters);
           });
  });
  while (found) {
    const std::vector<Box> last = kept;
    found = take([&](const Box& mark) {
      return std::ranges::any_of(last,
                                 [&](const Box& other) { return stands_by(page, mark, other); });
    });
  }
  for (const Box& mark : marks) whiten(page, mark);
}

}  // namespace codau::image
