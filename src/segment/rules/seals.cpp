#include "segment/rules/seals.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>
#include <numbers>
#include <utility>

#include "core/box.h"
#include "raster/line_morphology.h"
#include "raster/pixels.h"
#include "segment/rules/seal_letters.h"
#include "segment/rules/seal_rings.h"
#include "segment/rules/seal_shape.h"

namespace codau::image {
namespace {

// Found so: 52 seals on 56 made pages, 8 on real scans, none elsewhere on 235 pages.
constexpr double kMinSealRadiusInches = 14 / 25.4, kMaxSealRadiusInches = 22 / 25.4;
/// Of a circle at some 50 dpi, a pixel beside a ring.
constexpr double kMinCoarseRingInkShare = 0.6;
constexpr double kMinOutermostRingInkShare = 0.85;  ///< at some 50 dpi
constexpr double kMaxOuterCircleInkShare = 0.5;     ///< of a circle around the outermost ring
constexpr double kRingSearchInches = 0.3;           ///< outwards from the ring that was found
constexpr double kMinSealRulingInches = 0.75;       ///< rings of seals are as straight over 0.6

struct DestroySel {
  void operator()(SEL* sel) const noexcept { selDestroy(&sel); }
};

constexpr int kCircleDirections = 90;

/// Directions all around, far apart from one to the next: what is no circle shows soon.
const std::array<Direction, kCircleDirections>& directions() {
  static const auto kAll = [] {
    std::array<Direction, kCircleDirections> out;
    for (int i = 0; i < kCircleDirections; ++i)
      out.at(static_cast<std::size_t>(i)) =
          direction(i * 37 % kCircleDirections, kCircleDirections);
    return out;
  }();
  return kAll;
}

/// Part of a circle that is inked; 0 where it is less than `least`.
double share(const Pix* ink, const Seal& seal, double least = 0) {
  const std::uint32_t* const data = pixGetData(writable(ink));
  const std::ptrdiff_t words_per_row = pixGetWpl(writable(ink));
  const Box box = get_bounds(ink);
  const auto most = static_cast<int>((1 - least) * kCircleDirections);
  int missing = 0;
  for (const auto& [across, down] : directions()) {
    const auto x = static_cast<std::int32_t>(seal.x + seal.radius * across + 0.5),
               y = static_cast<std::int32_t>(seal.y + seal.radius * down + 0.5);
    const bool inside = x >= 0 && x < box.right && y >= 0 && y < box.bottom;
    if (inside && GET_DATA_BIT(data + y * words_per_row, x) != 0) continue;
    if (++missing > most) return 0;
  }
  return 1 - static_cast<double>(missing) / kCircleDirections;
}

/// Points from which in all of 12 directions ink lies `radius` away.
std::vector<Box> middles(const Pix* ink, std::int32_t radius) {
  constexpr int kHits = 12;
  const std::unique_ptr<SEL, DestroySel> circle(
      selCreate(2 * radius + 1, 2 * radius + 1, "circle"));
  selSetOrigin(circle.get(), radius, radius);
  for (int i = 0; i < kHits; ++i) {
    const auto& [across, down] = direction(i, kHits);
    selSetElement(circle.get(), radius + static_cast<l_int32>(std::lround(radius * down)),
                  radius + static_cast<l_int32>(std::lround(radius * across)), SEL_HIT);
  }
  const PixPtr found = own(pixErode(nullptr, writable(ink), circle.get()));
  return find_components(found.get());
}

constexpr std::int32_t kSteps = 3;  ///< of a search, to each side

/// Returns the most by which refined() changes x, y and radius.
constexpr std::int32_t most_refined(std::int32_t reach) { return kSteps * (reach / kSteps + 1); }

using CircleRow = std::array<int, std::size_t{2 * kSteps + 1}>;

/// Returns how many directions are inked in circles beside each other, from `middle` moved left by
/// kSteps times `step` to as far right. Precondition: 6 × step < 32.
CircleRow count_inked_directions(const Pix* ink, const Seal& middle, std::int32_t step) {
  const std::uint32_t* const data = pixGetData(writable(ink));
  const std::ptrdiff_t words_per_row = pixGetWpl(writable(ink));
  const Box box = get_bounds(ink);
  CircleRow inked{};
  for (const auto& [across, down] : directions()) {
    const auto x = static_cast<std::int32_t>(middle.x + middle.radius * across + 0.5),
               y = static_cast<std::int32_t>(middle.y + middle.radius * down + 0.5);
    if (y < 0 || y >= box.bottom) continue;
    const std::uint32_t* const row = data + y * words_per_row;
    const std::int32_t left = x - kSteps * step, word = left / 32;
    if (left < 0 || word + 1 >= words_per_row || x + kSteps * step >= box.right) {
      for (std::size_t i = 0; i < inked.size(); ++i) {
        const std::int32_t there = left + static_cast<std::int32_t>(i) * step;
        if (there >= 0 && there < box.right) inked[i] += GET_DATA_BIT(row, there) != 0 ? 1 : 0;
      }
      continue;
    }
    const std::uint64_t two = std::uint64_t{row[word]} << 32U | row[word + 1];
    const std::uint64_t bits = two << static_cast<unsigned>(left % 32);
    for (std::size_t i = 0; i < inked.size(); ++i)
      inked[i] += static_cast<int>(bits >> (63 - i * static_cast<std::size_t>(step)) & 1U);
  }
  return inked;
}

/// Returns the circle with the largest inked part, searched in x, y and radius.
Seal refined(const Pix* ink, const Seal& seal, std::int32_t reach) {
  Seal best = seal;
  int most = 0;
  for (std::int32_t step : {reach / kSteps, 1}) {
    const Seal from = best;
    for (std::int32_t dy = -kSteps; dy <= kSteps; ++dy) {
      std::array<CircleRow, std::tuple_size_v<CircleRow>> inked;  // by radius, then by x
      for (std::int32_t dr = -kSteps; dr <= kSteps; ++dr) {
        inked.at(static_cast<std::size_t>(dr + kSteps)) = count_inked_directions(
            ink, {from.x, from.y + dy * step, from.radius + dr * step}, step);
      }
      for (std::int32_t dx = -kSteps; dx <= kSteps; ++dx) {
        for (std::int32_t dr = -kSteps; dr <= kSteps; ++dr) {
          const int count = inked.at(static_cast<std::size_t>(dr + kSteps))
                                .at(static_cast<std::size_t>(dx + kSteps));
          if (count <= most) continue;
          most = count;
          best = {from.x + dx * step, from.y + dy * step, from.radius + dr * step};
        }
      }
    }
  }
  return best;
}

/// What its outermost ring spans, and `more` pixels.
Box bound_seal(const Seal& seal, const NormalisedPage& page, double more = 0) {
  const auto r = static_cast<std::int32_t>(seal.radius + more);
  return {std::max(0, static_cast<std::int32_t>(seal.x) - r),
          std::max(0, static_cast<std::int32_t>(seal.y) - r),
          std::min(page.width, static_cast<std::int32_t>(seal.x) + r),
          std::min(page.height, static_cast<std::int32_t>(seal.y) + r)};
}

/// Lines of a table under a seal.
PixPtr rulings_in(Pix* ink, std::int32_t dpi) {
  const auto length = static_cast<l_int32>(kMinSealRulingInches * dpi);
  PixPtr out = open_by_line(ink, LineDirection::kHorizontal, length);
  const PixPtr down = open_by_line(ink, LineDirection::kVertical, length);
  pixOr(out.get(), out.get(), down.get());
  return out;
}

/// The lines of a picture of `box`.
void redraw_rulings(Pix* lines, const Box& box, NormalisedPage& page) {
  for (std::int32_t y = box.top; y < box.bottom; ++y) {
    for (std::int32_t x = box.left; x < box.right; ++x) {
      if (GET_DATA_BIT(get_row(lines, y - box.top), x - box.left) == 0) continue;
      SET_DATA_BIT(get_row(page.ink.get(), y), x);
      SET_DATA_BYTE(get_row(page.pix.get(), y), x, 0);
    }
  }
}

}  // namespace

Box box_of(const Seal& seal) {
  const auto at = [](double from, double to) { return static_cast<std::int32_t>(from + to); };
  return {at(seal.x, -seal.radius), at(seal.y, -seal.radius), at(seal.x, seal.radius) + 1,
          at(seal.y, seal.radius) + 1};
}

std::vector<Seal> find_seals(const Pix* ink, std::int32_t dpi) {
  const bool fine = dpi >= 300;  // first looked for at some 50 dpi
  const std::int32_t scale = fine ? 8 : 4;
  const PixPtr small = own(pixReduceRankBinaryCascade(writable(ink), 1, 1, fine ? 1 : 0, 0));
  const PixPtr dense = own(pixDilateBrick(nullptr, small.get(), 3, 3));
  const double least = kMinSealRadiusInches * dpi / scale;
  constexpr std::int32_t kCoarseReach = 3;
  const std::int32_t fine_reach = 2 * scale;
  const double shift = scale * (most_refined(kCoarseReach) + 0.5) + most_refined(fine_reach);
  std::vector<Seal> out;
  /// Returns true if a known seal has its middle less than `distance` away.
  const auto is_known = [&out](double x, double y, double distance) {
    return std::ranges::any_of(
        out, [=](const Seal& other) { return std::hypot(other.x - x, other.y - y) < distance; });
  };
  for (auto r = static_cast<std::int32_t>(kMaxSealRadiusInches * dpi / scale); r >= least; --r) {
    for (const Box& middle : middles(dense.get(), r)) {
      const Seal rough{(middle.left + middle.right - 1) / 2.0,
                       (middle.top + middle.bottom - 1) / 2.0, static_cast<double>(r)};
      if (share(small.get(), rough, kMinCoarseRingInkShare) == 0) continue;
      // However far it is moved, the refined circle would be a known one.
      if (is_known(scale * rough.x, scale * rough.y,
                   scale * rough.radius - shift - std::numbers::sqrt2 * shift))
        continue;
      const Seal closer = refined(small.get(), rough, kCoarseReach);
      if (share(small.get(), closer, kMinOutermostRingInkShare) == 0 ||
          share(small.get(), {closer.x, closer.y, closer.radius + 4}) > kMaxOuterCircleInkShare)
        continue;
      const Seal seal = refined(
          ink, {scale * (closer.x + 0.5), scale * (closer.y + 0.5), scale * (closer.radius + 0.5)},
          fine_reach);
      if (!is_known(seal.x, seal.y, seal.radius) && share(ink, seal) >= kRing) out.push_back(seal);
    }
  }
  return out;
}

void erase_seal(const Seal& seal, NormalisedPage& page) {
  const Box box = bound_seal(seal, page, kMinSealRulingInches * page.dpi);
  const PixPtr lines = rulings_in(crop(page.ink.get(), box, 0).get(), page.dpi);
  const SealShape shape(seal, page.ink.get(), page.dpi);
  const std::vector<Band> rings = find_rings(shape, page.ink.get(), kRingSearchInches * page.dpi);
  if (rings.empty()) return;
  std::vector<Band> inner = rings;
  const std::vector<Band> outer = outermost(rings, page.dpi);
  inner.resize(rings.size() - outer.size());
  erase_rings(inner, shape, page);
  const PixPtr part = crop(page.ink.get(), box, 0);
  pixSubtract(part.get(), part.get(), lines.get());
  clear_rings(outer, shape, box, part.get());
  erase_seal_letters(shape, rings, part.get(), box, page);
  erase_rings(outer, shape, page);
  redraw_rulings(lines.get(), box, page);
}

}  // namespace codau::image
