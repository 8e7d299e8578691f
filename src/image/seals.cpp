#include "image/seals.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>
#include <numbers>
#include <utility>

#include "image/pixels.h"
#include "image/runs.h"
#include "image/streak_removal.h"
#include "image/streaks.h"

namespace codau::image {
namespace {

// Found so: 52 seals on 56 made pages, 8 on real scans, none elsewhere on 235 pages.
constexpr double kSmallest = 14 / 25.4, kLargest = 22 / 25.4;  ///< inches, of the radius
constexpr double kRing = 0.65, kEdge = 0.2;  ///< of a circle that is inked: a ring, its rough edge
constexpr double kFound = 0.85;              ///< of the outermost ring that is inked at some 50 dpi
constexpr double kFree = 0.5;                ///< of a circle around it that may be inked
constexpr double kInner = 0.6;               ///< of the radius: rings lie outside it
// Inches.
constexpr double kNarrow = 0.1;   ///< two rings together have 0.07; wider is the emblem with one
constexpr double kBeside = 0.15;  ///< beside the seal, where the print of a line goes on
constexpr double kRuling = 0.75;  ///< its own rings are as straight over 0.6
constexpr double kFullTurn = 2 * std::numbers::pi;

struct DestroySel {
  void operator()(SEL* sel) const noexcept { selDestroy(&sel); }
};

constexpr int kDirections = 90;

/// Directions all around, far apart from one to the next: what is no circle shows soon.
const std::array<std::pair<double, double>, kDirections>& directions() {
  static const auto kAll = [] {
    std::array<std::pair<double, double>, kDirections> out;
    for (std::size_t i = 0; i < out.size(); ++i) {
      const double angle = kFullTurn * static_cast<double>(i * 37 % kDirections) / kDirections;
      out.at(i) = {std::cos(angle), std::sin(angle)};
    }
    return out;
  }();
  return kAll;
}

/// Part of a circle that is inked; 0 where it is less than `least`.
double share(const Pix* ink, const Seal& seal, double least = 0) {
  const Box box = whole(ink);
  const auto most = static_cast<int>((1 - least) * kDirections);
  int missing = 0;
  for (const auto& [across, down] : directions()) {
    const auto x = static_cast<std::int32_t>(seal.x + seal.radius * across + 0.5),
               y = static_cast<std::int32_t>(seal.y + seal.radius * down + 0.5);
    const bool inside = x >= 0 && x < box.right && y >= 0 && y < box.bottom;
    if (inside && GET_DATA_BIT(row(writable(ink), y), x) != 0) continue;
    if (++missing > most) return 0;
  }
  return 1 - static_cast<double>(missing) / kDirections;
}

/// Points from which in all of 12 directions ink lies `radius` away.
std::vector<Box> middles(const Pix* ink, std::int32_t radius) {
  constexpr int kHits = 12;
  const std::unique_ptr<SEL, DestroySel> circle(
      selCreate(2 * radius + 1, 2 * radius + 1, "circle"));
  selSetOrigin(circle.get(), radius, radius);
  for (int i = 0; i < kHits; ++i) {
    const double angle = kFullTurn * i / kHits;
    selSetElement(circle.get(),
                  radius + static_cast<l_int32>(std::lround(radius * std::sin(angle))),
                  radius + static_cast<l_int32>(std::lround(radius * std::cos(angle))), SEL_HIT);
  }
  const PixPtr found = own(pixErode(nullptr, writable(ink), circle.get()));
  return islands(found.get());
}

/// Moved by up to `reach` pixels to where most of it is inked.
Seal refined(const Pix* ink, const Seal& seal, std::int32_t reach) {
  Seal best = seal;
  double most = 0;
  for (std::int32_t step : {reach / 3, 1}) {
    const Seal from = best;
    for (std::int32_t dy = -3; dy <= 3; ++dy) {
      for (std::int32_t dx = -3; dx <= 3; ++dx) {
        for (std::int32_t dr = -3; dr <= 3; ++dr) {
          const Seal tried{from.x + dx * step, from.y + dy * step, from.radius + dr * step};
          const double part = share(ink, tried, most);
          if (part <= most) continue;
          most = part;
          best = tried;
        }
      }
    }
  }
  return best;
}

/// What its outermost ring spans, and `more` pixels.
Box around(const Seal& seal, const Grey& page, double more = 0) {
  const auto r = static_cast<std::int32_t>(seal.radius + more);
  return {std::max(0, static_cast<std::int32_t>(seal.x) - r),
          std::max(0, static_cast<std::int32_t>(seal.y) - r),
          std::min(page.width, static_cast<std::int32_t>(seal.x) + r),
          std::min(page.height, static_cast<std::int32_t>(seal.y) + r)};
}

/// Radii [first, end).
struct Band {
  std::int32_t first = 0, end = 0;
};

/// A seal unrolled about its middle: its rings are streaks.
class Unrolled {
 public:
  Unrolled(const Seal& seal, const Grey& page)
      : turns_(static_cast<std::int32_t>(kFullTurn * seal.radius * 1.3)), seal_(seal) {
    constexpr std::int32_t kAround = 60;
    flat_.width = static_cast<std::int32_t>(seal.radius) + kAround;
    flat_.height = turns_;
    flat_.dpi = page.dpi;
    flat_.pix = own(pixCreate(flat_.width, turns_, 8));
    flat_.ink = own(pixCreate(flat_.width, turns_, 1));
    shares_.assign(static_cast<std::size_t>(flat_.width), 0);
    for (std::int32_t turn = 0; turn < turns_; ++turn) {
      const double angle = kFullTurn * turn / turns_;
      for (std::int32_t r = 0; r < flat_.width; ++r) {
        const auto at = [](double place, std::int32_t size) {
          return std::clamp(static_cast<std::int32_t>(std::lround(place)), 0, size - 1);
        };
        const std::int32_t x = at(seal.x + r * std::cos(angle), page.width),
                           y = at(seal.y + r * std::sin(angle), page.height);
        SET_DATA_BYTE(row(flat_.pix.get(), turn), r, GET_DATA_BYTE(row(page.pix.get(), y), x));
        if (GET_DATA_BIT(row(page.ink.get(), y), x) == 0) continue;
        SET_DATA_BIT(row(flat_.ink.get(), turn), r);
        shares_[static_cast<std::size_t>(r)] += 1.0 / turns_;
      }
    }
  }

  [[nodiscard]] std::vector<Band> rings() const {
    std::vector<Band> out;
    for (auto r = static_cast<std::int32_t>(kInner * seal_.radius); r < flat_.width; ++r) {
      if (!inked(r, kRing)) continue;
      Band ring{r, r};
      while (inked(ring.first - 1, kEdge)) --ring.first;
      while (inked(ring.end, kEdge)) ++ring.end;
      out.push_back(ring);
      r = ring.end;
    }
    return out;
  }

  void take_out(const Band& ring, Grey& page) {
    remove({{static_cast<double>(ring.first), 0}, ring.end - ring.first, {{0, turns_}}}, flat_);
    roll_up(ring, page);
  }
  void whiten(const Band& band, Grey& page) {
    wipe(flat_.ink.get(), {band.first, 0, band.end, turns_});
    wipe(flat_.pix.get(), {band.first, 0, band.end, turns_});
    roll_up(band, page);
  }

 private:
  [[nodiscard]] bool inked(std::int32_t r, double part) const {
    return r >= 0 && r < flat_.width && shares_[static_cast<std::size_t>(r)] >= part;
  }

  /// What is unrolled of a band and a pixel beside it, back on the page.
  void roll_up(const Band& band, Grey& page) const {
    const Box box = around(seal_, page, band.end - seal_.radius + 2);
    for (std::int32_t y = box.top; y < box.bottom; ++y) {
      for (std::int32_t x = box.left; x < box.right; ++x) {
        const auto r = static_cast<std::int32_t>(std::lround(std::hypot(x - seal_.x, y - seal_.y)));
        if (r < band.first - 1 || r > band.end) continue;
        const double angle = std::atan2(y - seal_.y, x - seal_.x) + kFullTurn;
        const std::int32_t turn =
            static_cast<std::int32_t>(std::lround(angle * turns_ / kFullTurn)) % turns_;
        SET_DATA_BYTE(row(page.pix.get(), y), x, GET_DATA_BYTE(row(flat_.pix.get(), turn), r));
        SET_DATA_BIT_VAL(row(page.ink.get(), y), x, GET_DATA_BIT(row(flat_.ink.get(), turn), r));
      }
    }
  }

  Grey flat_;
  std::int32_t turns_;
  std::vector<double> shares_;  ///< of each circle that is inked
  Seal seal_;
};

/// Lines of a table under a seal.
PixPtr rulings_in(Pix* ink, std::int32_t dpi) {
  const auto length = static_cast<l_int32>(kRuling * dpi);
  PixPtr out = long_runs(ink, Along::kRows, length);
  const PixPtr down = long_runs(ink, Along::kColumns, length);
  pixOr(out.get(), out.get(), down.get());
  return out;
}

/// The lines of a picture of `box`.
void draw(Pix* lines, const Box& box, Grey& page) {
  for (std::int32_t y = box.top; y < box.bottom; ++y) {
    for (std::int32_t x = box.left; x < box.right; ++x) {
      if (GET_DATA_BIT(row(lines, y - box.top), x - box.left) == 0) continue;
      SET_DATA_BIT(row(page.ink.get(), y), x);
      SET_DATA_BYTE(row(page.pix.get(), y), x, 0);
    }
  }
}

/// Letters of the seal: islands that lie inside it, in rows where no print goes on beside it.
void drop_letters(const Seal& seal, Grey& page) {
  const auto reach = static_cast<std::int32_t>(kBeside * page.dpi);
  const Box box = around(seal, page);
  const PixPtr part = cut(page.ink.get(), box, 0);
  for (const Box& island : islands(part.get())) {
    const Box at{box.left + island.left, box.top + island.top, box.left + island.right,
                 box.top + island.bottom};
    const auto away = [&seal](double x, double y) { return std::hypot(x - seal.x, y - seal.y); };
    const double farthest = std::max({away(at.left, at.top), away(at.right, at.top),
                                      away(at.left, at.bottom), away(at.right, at.bottom)});
    if (farthest > seal.radius) continue;
    const double half = std::sqrt(std::max(
        0.0, seal.radius * seal.radius - std::pow((at.top + at.bottom) / 2.0 - seal.y, 2)));
    const auto left = static_cast<std::int32_t>(seal.x - half),
               right = static_cast<std::int32_t>(seal.x + half);
    constexpr std::int32_t kLetter = 8;  // pixels of ink: more than specks have
    if (ink_in(page.ink.get(), {left - reach, at.top, left - 2, at.bottom}) > kLetter ||
        ink_in(page.ink.get(), {right + 2, at.top, right + reach, at.bottom}) > kLetter)
      continue;
    wipe(page.ink.get(), at);
    wipe(page.pix.get(), at);
  }
}

}  // namespace

std::vector<Seal> find_seals(const Pix* ink, std::int32_t dpi) {
  const bool fine = dpi >= 300;
  const std::int32_t scale = fine ? 8 : 4;
  const PixPtr small = own(pixReduceRankBinaryCascade(writable(ink), 1, 1, fine ? 1 : 0, 0));
  const PixPtr dense = own(pixDilateBrick(nullptr, small.get(), 3, 3));
  const double least = kSmallest * dpi / scale;
  std::vector<Seal> out;
  for (auto r = static_cast<std::int32_t>(kLargest * dpi / scale); r >= least; --r) {
    for (const Box& middle : middles(dense.get(), r)) {
      const double x = (middle.left + middle.right - 1) / 2.0,
                   y = (middle.top + middle.bottom - 1) / 2.0;
      if (share(small.get(), {x, y, static_cast<double>(r)}, kFound) == 0 ||
          share(small.get(), {x, y, r + 4.0}) > kFree)
        continue;
      const Seal seal =
          refined(ink, {scale * (x + 0.5), scale * (y + 0.5), scale * (r + 0.5)}, 2 * scale);
      const bool known = std::ranges::any_of(out, [&seal](const Seal& other) {
        return std::hypot(other.x - seal.x, other.y - seal.y) < seal.radius;
      });
      if (!known && share(ink, seal) >= kRing) out.push_back(seal);
    }
  }
  return out;
}

void take_out(const Seal& seal, Grey& page) {
  const Box box = around(seal, page, kRuling * page.dpi);
  const PixPtr lines = rulings_in(cut(page.ink.get(), box, 0).get(), page.dpi);
  Unrolled unrolled(seal, page);
  for (const Band& ring : unrolled.rings()) {
    if (ring.end - ring.first <= kNarrow * page.dpi) {
      unrolled.take_out(ring, page);
    } else {
      unrolled.whiten({0, ring.end}, page);
    }
  }
  drop_letters(seal, page);
  draw(lines.get(), box, page);
}

}  // namespace codau::image
