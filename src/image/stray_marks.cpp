#include "image/stray_marks.h"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include "core/box.h"
#include "core/median.h"
#include "image/pixels.h"

namespace codau::image {
namespace {

// Inches; print of 12 to 14 points.
constexpr double kMark = 0.038;  ///< a stop, a dot, a tone are no larger, a comma and a dash are
constexpr double kDash = 0.028;
constexpr double kAbove = 0.060;   ///< white between a letter and its dot or tone, in a semicolon
constexpr double kPiece = 0.011;   ///< white between a letter and a broken piece of it
constexpr double kBehind = 1.2;    ///< white between a letter and the stop behind it, in stops
constexpr double kOnLine = 0.020;  ///< a stop stands this near to the line
constexpr double kInRow = 0.06;    ///< white between the dots of a colon or ellipsis

bool is_mark(const Box& island, std::int32_t dpi) {
  const bool is_dash = width_of(island) >= 2 * height_of(island) && width_of(island) >= kDash * dpi;
  return !is_dash && std::max(width_of(island), height_of(island)) <= kMark * dpi;
}

/// White between two boxes from left to right and from top to bottom; 0 where they overlap.
std::int32_t across(const Box& a, const Box& b) { return std::max(0, -x_overlap(a, b)); }
std::int32_t down(const Box& a, const Box& b) { return std::max(0, -y_overlap(a, b)); }

/// Foot of the print about `letter`, its own where tails reach below: of the letters beside it most
/// have none.
std::int32_t foot_of(const Box& letter, const std::vector<Box>& letters, std::int32_t dpi) {
  std::vector<std::int32_t> feet;
  for (const Box& other : letters) {
    if (2 * y_overlap(letter, other) > height_of(other) && across(letter, other) < dpi)
      feet.push_back(other.bottom);
  }
  return median(std::move(feet));
}

bool belongs(const Box& mark, const Box& letter, const std::vector<Box>& letters,
             std::int32_t dpi) {
  if (down(mark, letter) > kAbove * dpi) return false;
  const std::int32_t gap = across(mark, letter);
  if (gap <= std::max(1.0, kPiece * dpi)) return true;
  const std::int32_t size = std::max(width_of(mark), height_of(mark));
  if (mark.right <= letter.left || gap > kBehind * size) return false;
  return std::abs(mark.bottom - foot_of(letter, letters, dpi)) <= kOnLine * dpi;
}

bool stands_by(const Box& mark, const Box& other, std::int32_t dpi) {
  return across(mark, other) <= kInRow * dpi && down(mark, other) <= kInRow * dpi;
}

/// One of three dots on a line.
bool in_dots(const Box& mark, const std::vector<Box>& marks, std::int32_t dpi) {
  const auto beside = std::ranges::count_if(marks, [&](const Box& other) {
    return std::abs(other.bottom - mark.bottom) <= kOnLine * dpi / 2 &&
           across(mark, other) <= 2 * kInRow * dpi;
  });
  return beside >= 3;  // itself among them
}

void whiten(CleanPage& page, const Box& mark) {
  wipe(page.ink.get(), mark);
  wipe(page.grey.get(), inflated(mark, 2));
}

}  // namespace

void drop_stray_marks(CleanPage& page, const Box& cell) {
  std::vector<Box> letters, marks;
  for (const Box& island : islands_in(page.ink.get(), cell)) {
    (is_mark(island, page.dpi) ? marks : letters).push_back(island);
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
    return in_dots(mark, all, page.dpi) || std::ranges::any_of(letters, [&](const Box& letter) {
             return belongs(mark, letter, letters, page.dpi);
           });
  });
  while (found) {
    const std::vector<Box> last = kept;
    found = take([&](const Box& mark) {
      return std::ranges::any_of(
          last, [&](const Box& other) { return stands_by(mark, other, page.dpi); });
    });
  }
  for (const Box& mark : marks) whiten(page, mark);
}

}  // namespace codau::image
