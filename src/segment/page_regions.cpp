#include "segment/page_regions.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "core/box.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

// Lengths are in pixels of the map, 0.254 mm.
constexpr std::int32_t kJoined = 9;                         ///< gaps of 8 are closed
constexpr std::int32_t kMaxLineGap = 15, kMinLineRun = 40;  ///< of a straight line

/// Another line meets the end of a line if it is at most a gap aside, and covers most of an arm.
constexpr std::int32_t kMaxCornerGap = 5, kCornerArm = 15, kMinCoveredArm = 12;
/// Without colour. Stamps of secrecy have at least 20 x 8 mm (circular 24/2020/TT-BCA); part of one
/// may be lost.
constexpr std::int32_t kMinStampLength = 60, kMinStampBreadth = 16;
/// In colour: a name of a few letters. Both were chosen on made pages
/// (docs/experiments/page-map.md).
constexpr std::int32_t kMinColouredLength = 30, kMinColouredBreadth = 10;
/// The bars of letters are shorter than any side of a frame, down and across.
constexpr std::int32_t kMinFrameRun = 14;
constexpr std::int32_t kMinColour = 25;  ///< distance from grey beyond that of the paper, of 127
constexpr std::int32_t kColourChannel = 4;

/// Returns the length of the longest run of ink, across or down.
std::int32_t find_longest_run(const Pix* ink, bool is_down) {
  const std::int32_t width = pixGetWidth(writable(ink)), height = pixGetHeight(writable(ink));
  const std::int32_t lines = is_down ? width : height, length = is_down ? height : width;
  std::int32_t longest = 0;
  for (std::int32_t line = 0; line < lines; ++line) {
    std::int32_t run = 0;
    for (std::int32_t at = 0; at < length; ++at) {
      run = is_ink_at(ink, is_down ? line : at, is_down ? at : line) ? run + 1 : 0;
      longest = std::max(longest, run);
    }
  }
  return longest;
}

/// Calls `change` with the place in the map of each ink pixel of a picture of the part at `box`.
template <typename Change>
void visit_ink(const Pix* ink, const Box& box, const Change& change) {
  for (std::int32_t y = 0; y < pixGetHeight(writable(ink)); ++y) {
    for (std::int32_t x = 0; x < pixGetWidth(writable(ink)); ++x) {
      if (is_ink_at(ink, x, y)) change(box.left + x, box.top + y);
    }
  }
}

/// Returns the median of the distance from grey.
double find_colour_of_paper(const PageMap& map, const nn::ByteMap& input) {
  std::array<std::int64_t, 128> counts{};
  for (std::int32_t y = 0; y < map.height; ++y) {
    for (std::int32_t x = 0; x < map.width; ++x)
      ++counts.at(static_cast<std::size_t>(input.at(kColourChannel, x, y)));
  }
  std::int64_t rest = std::int64_t{map.width} * map.height / 2;
  std::size_t colour = 0;
  while (colour + 1 < counts.size() && rest >= counts.at(colour)) rest -= counts.at(colour++);
  return static_cast<double>(colour);
}

/// Returns the mean distance from grey of the ink.
double measure_colour(const Pix* ink, const Box& box, const nn::ByteMap& input) {
  std::int64_t sum = 0, pixels = 0;
  visit_ink(ink, box, [&](std::int32_t x, std::int32_t y) {
    sum += input.at(kColourChannel, x, y);
    ++pixels;
  });
  return pixels == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(pixels);
}

bool is_likely_stamp(const Pix* ink, bool is_coloured) {
  const Box bounds = find_print_bounds(ink, get_bounds(ink), 1);
  const std::int32_t width = width_of(bounds), height = height_of(bounds);
  const std::int32_t length = std::max(width, height), breadth = std::min(width, height);
  if (is_coloured) return length >= kMinColouredLength && breadth >= kMinColouredBreadth;
  return length >= kMinStampLength && breadth >= kMinStampBreadth &&
         std::min(find_longest_run(ink, true), find_longest_run(ink, false)) >= kMinFrameRun;
}

/// Returns the parts of `ink` that belong to straight lines down the page, or across it.
PixPtr find_straight_lines(const Pix* ink, bool is_down) {
  const auto brick = [is_down](const auto& apply, Pix* pix, std::int32_t along) {
    return own(is_down ? apply(nullptr, pix, 1, along) : apply(nullptr, pix, along, 1));
  };
  const PixPtr closed = brick(pixCloseSafeBrick, writable(ink), kMaxLineGap);
  // Lines that lean stay connected.
  const PixPtr wide = own(is_down ? pixDilateBrick(nullptr, closed.get(), 3, 1)
                                  : pixDilateBrick(nullptr, closed.get(), 1, 3));
  return brick(pixOpenBrick, wide.get(), kMinLineRun);
}

/// Returns true if another line begins at the place `end` of a line, at one of its sides.
bool meets_line(const Pix* lines, const Box& line, bool is_down, std::int32_t end) {
  const std::int32_t before = (is_down ? line.left : line.top) - 1;
  const std::int32_t after = is_down ? line.right : line.bottom;
  for (const std::int32_t step : {-1, 1}) {
    std::int32_t covered = 0;
    for (std::int32_t i = 0; i < kCornerArm; ++i) {
      const std::int32_t across = step < 0 ? before - i : after + i;
      bool is_line = false;
      for (std::int32_t along = end - kMaxCornerGap; along <= end + kMaxCornerGap; ++along)
        is_line |= is_ink_at(lines, is_down ? across : along, is_down ? along : across);
      covered += is_line ? 1 : 0;
    }
    if (covered >= kMinCoveredArm) return true;
  }
  return false;
}

/// Returns true if lines meet a line at both ends, as they meet the border of a table or a frame.
bool is_border(const Pix* lines, const Box& line, bool is_down) {
  const std::int32_t begin = is_down ? line.top : line.left;
  const std::int32_t end = (is_down ? line.bottom : line.right) - 1;
  return meets_line(lines, line, is_down, begin) && meets_line(lines, line, is_down, end);
}

/// `line`: the pixels of a line that no line crosses.
void settle_line(PageMap& map, const Pix* line, const Box& box, bool is_border) {
  std::int64_t rulings = 0, streaks = 0;
  visit_ink(line, box, [&](std::int32_t x, std::int32_t y) {
    rulings += map.has(PageClass::kRuling, x, y) ? 1 : 0;
    streaks += map.has(PageClass::kStreak, x, y) ? 1 : 0;
  });
  if (streaks == 0 || (streaks > rulings && !is_border)) return;
  visit_ink(line, box, [&](std::int32_t x, std::int32_t y) {
    if (map.has(PageClass::kStreak, x, y)) map.set(PageClass::kRuling, x, y, true);
    map.set(PageClass::kStreak, x, y, false);
  });
}

}  // namespace

void settle_lines(PageMap& map) {
  const PixPtr lines = extract_plane(map, PageClass::kStreak);
  if (is_empty(find_print_bounds(lines.get(), get_bounds(lines.get()), 1))) return;
  const PixPtr rulings = extract_plane(map, PageClass::kRuling);
  pixOr(lines.get(), lines.get(), rulings.get());
  const PixPtr down = find_straight_lines(lines.get(), true);
  const PixPtr across = find_straight_lines(lines.get(), false);
  const PixPtr crossings = own(pixAnd(nullptr, down.get(), across.get()));
  for (const bool is_down : {true, false}) {
    for (const ConnectedComponent& line : extract_components((is_down ? down : across).get())) {
      pixSubtract(line.pix.get(), line.pix.get(), crop(crossings.get(), line.box, 0).get());
      settle_line(map, line.pix.get(), line.box, is_border(lines.get(), line.box, is_down));
    }
  }
}

void remove_unlikely_stamps(PageMap& map, const nn::ByteMap& input) {
  const PixPtr plane = extract_plane(map, PageClass::kStamp);
  const PixPtr joined = own(pixDilateBrick(nullptr, plane.get(), kJoined, kJoined));
  const std::vector<ConnectedComponent> components = extract_components(joined.get());
  if (components.empty()) return;
  const double paper = find_colour_of_paper(map, input);
  for (const ConnectedComponent& component : components) {
    const PixPtr stamp = crop(plane.get(), component.box, 0);
    pixAnd(stamp.get(), stamp.get(), component.pix.get());
    const double colour = measure_colour(stamp.get(), component.box, input) - paper;
    if (is_likely_stamp(stamp.get(), colour >= kMinColour)) continue;
    visit_ink(stamp.get(), component.box,
              [&](std::int32_t x, std::int32_t y) { map.set(PageClass::kStamp, x, y, false); });
  }
}

}  // namespace codau::image
