#include "segment/rules/seal_rings.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>

#include "core/box.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr double kMinRingEdgeInkShare = 0.2;    ///< of a circle that is inked: a ring's rough edge
constexpr double kMaxRingBulge = 1.05;          ///< times the radius
constexpr double kMaxRingGapInches = 0.04;      ///< between rings that hide the same print
constexpr std::int32_t kMaxRingEdgePixels = 2;  ///< that the rough edge of a ring takes
constexpr double kMinRingRadiusShare = 0.6;     ///< of the radius of the seal
constexpr double kPointsPerRimPixel = 1.3;      ///< that are looked at
constexpr int kStrokeDirections = 24;           ///< that are tried
// Of the errors on the pages that they were chosen on (45 with seals, 18 with rings alone)
// kMinStrokeOfBothSidesInches at 0.06, with kMaxHiddenStrokeInches at 0.1 or 0.15, leaves less than
// 1 % more.
constexpr double kStrokeSearchInches = 0.15;       ///< how far a stroke is followed to either side
constexpr double kMinStrokePerSideInches = 0.015;  ///< seen at either side
constexpr double kMinStrokeOfBothSidesInches = 0.04;  ///< seen at both sides together
/// Under rings; the rings of a thick seal take 0.07.
constexpr double kMaxHiddenStrokeInches = 0.1;

bool is_under(const std::vector<Band>& rings, const SealShape& shape, std::int32_t x,
              std::int32_t y) {
  const double radius = shape.radius_at(x, y);
  return std::ranges::any_of(rings, [radius](const Band& ring) {
    return radius >= ring.first - 0.5 && radius < ring.end - 0.5;
  });
}

/// Of each circle around the middle of a seal, by radius, the part that is inked.
std::vector<double> shares(const SealShape& shape, const Pix* ink, double beyond) {
  const auto turns =
      static_cast<std::int32_t>(2 * std::numbers::pi * shape.radius() * kPointsPerRimPixel);
  std::vector<double> out(static_cast<std::size_t>(shape.radius() + beyond), 0);
  for (std::int32_t turn = 0; turn < turns; ++turn) {
    const Direction away = direction(turn, turns);
    for (std::size_t r = 0; r < out.size(); ++r) {
      const SealShape::Point point = shape.at(away, static_cast<double>(r));
      if (is_ink_at(ink, point.x, point.y)) out[r] += 1.0 / turns;
    }
  }
  return out;
}

/// Rings of a seal and what is around them.
class RingRemover {
 public:
  RingRemover(const std::vector<Band>& rings, const SealShape& shape, NormalisedPage& page)
      : page_(page), far_(static_cast<std::int32_t>(kStrokeSearchInches * page.dpi)) {
    const auto reach =
        static_cast<std::int32_t>(std::ceil(kMaxRingBulge * rings.back().end)) + far_;
    const auto x = static_cast<std::int32_t>(shape.seal().x),
               y = static_cast<std::int32_t>(shape.seal().y);
    area_ = {std::max(0, x - reach), std::max(0, y - reach), std::min(page.width, x + reach + 1),
             std::min(page.height, y + reach + 1)};
    seen_.reserve(static_cast<std::size_t>(area_of(area_)));
    for (std::int32_t line = area_.top; line < area_.bottom; ++line) {
      for (std::int32_t column = area_.left; column < area_.right; ++column) {
        seen_.push_back(is_under(rings, shape, column, line)                       ? Seen::kHidden
                        : GET_DATA_BIT(get_row(page.ink.get(), line), column) != 0 ? Seen::kInk
                                                                                   : Seen::kPaper);
      }
    }
  }

  void erase_band_ink() const {
    for (std::int32_t y = area_.top; y < area_.bottom; ++y) {
      std::uint32_t *inks = get_row(page_.ink.get(), y), *tones = get_row(page_.pix.get(), y);
      for (std::int32_t x = area_.left; x < area_.right; ++x) {
        if (at(x, y) != Seen::kHidden) continue;
        if (GET_DATA_BIT(inks, x) != 0 && in_stroke(x, y)) continue;
        CLEAR_DATA_BIT(inks, x);
        SET_DATA_BYTE(tones, x, 255);
      }
    }
  }

 private:
  enum class Seen : std::uint8_t { kPaper, kInk, kHidden };
  /// Pixels in one direction before any paper.
  struct Ray {
    std::int32_t inks = 0, hidden = 0;
  };

  [[nodiscard]] Seen at(std::int32_t x, std::int32_t y) const {
    if (!contains(area_, x, y)) return Seen::kPaper;
    return seen_[static_cast<std::size_t>(y - area_.top) *
                     static_cast<std::size_t>(width_of(area_)) +
                 static_cast<std::size_t>(x - area_.left)];
  }
  [[nodiscard]] Ray ray(std::int32_t x, std::int32_t y, const Direction& along) const {
    Ray out;
    for (std::int32_t i = 1; i <= far_; ++i) {
      const Seen one = at(static_cast<std::int32_t>(std::lround(x + i * along.across)),
                          static_cast<std::int32_t>(std::lround(y + i * along.down)));
      if (one == Seen::kPaper) break;
      ++(one == Seen::kInk ? out.inks : out.hidden);
    }
    return out;
  }
  /// Whether ink goes on straight at both sides of what is hidden here.
  [[nodiscard]] bool in_stroke(std::int32_t x, std::int32_t y) const {
    const std::int32_t dpi = page_.dpi;
    for (int i = 0; i < kStrokeDirections; ++i) {
      const Direction along =
          direction(i, 2 * kStrokeDirections);  // what lies behind is looked at, too
      const Ray one = ray(x, y, along);
      if (one.inks < kMinStrokePerSideInches * dpi) continue;
      const Ray other = ray(x, y, {-along.across, -along.down});
      if (other.inks >= kMinStrokePerSideInches * dpi &&
          one.inks + other.inks >= kMinStrokeOfBothSidesInches * dpi &&
          one.hidden + other.hidden <= kMaxHiddenStrokeInches * dpi)
        return true;
    }
    return false;
  }

  NormalisedPage& page_;
  std::int32_t far_;
  Box area_;
  std::vector<Seen> seen_;  ///< of the pixels of the area, row by row
};

}  // namespace

std::vector<Band> find_rings(const SealShape& shape, const Pix* ink, double beyond) {
  const std::vector<double> inks = shares(shape, ink, beyond);
  const auto inked_at = [&inks](std::int32_t r, double part) {
    return r >= 0 && r < static_cast<std::int32_t>(inks.size()) &&
           inks[static_cast<std::size_t>(r)] >= part;
  };
  std::vector<Band> out;
  for (auto r = static_cast<std::int32_t>(kMinRingRadiusShare * shape.radius());
       r < static_cast<std::int32_t>(inks.size()); ++r) {
    if (!inked_at(r, kRing)) continue;
    Band ring{r, r + 1};
    while (inked_at(ring.end, kRing)) ++ring.end;
    for (std::int32_t i = 0; i < kMaxRingEdgePixels; ++i) {
      if (inked_at(ring.first - 1, kMinRingEdgeInkShare)) --ring.first;
      if (inked_at(ring.end, kMinRingEdgeInkShare)) ++ring.end;
    }
    out.push_back(ring);
    r = ring.end;
  }
  return out;
}

std::vector<Band> outermost(const std::vector<Band>& rings, std::int32_t dpi) {
  auto from = rings.end();
  while (from != rings.begin() &&
         (from == rings.end() || from->first - (from - 1)->end < kMaxRingGapInches * dpi))
    --from;
  return {from, rings.end()};
}

void clear_rings(const std::vector<Band>& rings, const SealShape& shape, const Box& area,
                 Pix* ink) {
  for (std::int32_t y = area.top; y < area.bottom; ++y) {
    for (std::int32_t x = area.left; x < area.right; ++x) {
      if (is_under(rings, shape, x, y)) CLEAR_DATA_BIT(get_row(ink, y - area.top), x - area.left);
    }
  }
}

void erase_rings(const std::vector<Band>& rings, const SealShape& shape, NormalisedPage& page) {
  if (!rings.empty()) RingRemover(rings, shape, page).erase_band_ink();
}

}  // namespace codau::image
