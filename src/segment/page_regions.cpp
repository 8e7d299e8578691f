#include "segment/page_regions.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>

#include "core/box.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

// Lengths are pixels of the map, 0.254 mm.
constexpr std::int32_t kJoined = 9;                         ///< gaps of 8 are closed
constexpr std::int32_t kMaxLineGap = 15, kMinLineRun = 40;  ///< of a straight line

/// The smallest region of a class.
struct SmallestRegion {
  PageClass kind;
  std::int32_t length, breadth, pixels;
};
constexpr std::array<SmallestRegion, 2> kSmallest{
    {{PageClass::kStamp, 60, 16, 150}, {PageClass::kSeal, 60, 10, 150}}};

bool is_small(const Pix* region, const SmallestRegion& least) {
  const Box bounds = find_print_bounds(region, get_bounds(region), 1);
  const std::int32_t width = width_of(bounds), height = height_of(bounds);
  return std::max(width, height) < least.length || std::min(width, height) < least.breadth ||
         count_ink_pixels(region, get_bounds(region)) < least.pixels;
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

/// `line`: the pixels of a line that no line crosses.
void settle_line(PageMap& map, const Pix* line, const Box& box) {
  std::int64_t rulings = 0, streaks = 0;
  visit_ink(line, box, [&](std::int32_t x, std::int32_t y) {
    rulings += map.has(PageClass::kRuling, x, y) ? 1 : 0;
    streaks += map.has(PageClass::kStreak, x, y) ? 1 : 0;
  });
  if (streaks == 0 || streaks > rulings) return;
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
  for (const PixPtr& direction : {std::cref(down), std::cref(across)}) {
    for (const ConnectedComponent& line : extract_components(direction.get())) {
      pixSubtract(line.pix.get(), line.pix.get(), crop(crossings.get(), line.box, 0).get());
      settle_line(map, line.pix.get(), line.box);
    }
  }
}

void remove_small_regions(PageMap& map) {
  for (const SmallestRegion& least : kSmallest) {
    const PixPtr plane = extract_plane(map, least.kind);
    const PixPtr joined = own(pixDilateBrick(nullptr, plane.get(), kJoined, kJoined));
    for (const ConnectedComponent& component : extract_components(joined.get())) {
      const PixPtr region = crop(plane.get(), component.box, 0);
      pixAnd(region.get(), region.get(), component.pix.get());
      if (!is_small(region.get(), least)) continue;
      visit_ink(region.get(), component.box,
                [&](std::int32_t x, std::int32_t y) { map.set(least.kind, x, y, false); });
    }
  }
}

}  // namespace codau::image
