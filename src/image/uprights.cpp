#include "image/uprights.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "image/pixels.h"

namespace codau::image {
namespace {

// Inches.
constexpr double kStraight = 0.04;  ///< off the side of a column
constexpr double kWideRow = 2.0;    ///< shorter ones are centred, or stand in cells
// Of such rows, those that begin, or end, at the side.
constexpr double kFewest = 8, kShare = 0.4;
// Columns a row.
constexpr double kMostLean = 0.12, kLeanStep = 0.002;
constexpr double kByHand = 0.02;  ///< sides of a page that is held by hand lean by about as much

Upright side_of(Upright ends, std::int32_t dpi) {
  const double wide = 2 * kStraight * dpi,
               fewest = std::max(kFewest, kShare * static_cast<double>(ends.size()));
  Upright best;
  for (double lean = -kMostLean; lean <= kMostLean; lean += kLeanStep) {
    const auto off = [lean](const EdgePoint& p) { return p.at - lean * p.along; };
    std::ranges::sort(ends, {}, off);
    for (std::size_t from = 0, to = 0; to < ends.size(); ++to) {
      while (off(ends[to]) - off(ends[from]) > wide) ++from;
      const std::size_t count = to + 1 - from;
      if (count <= best.size() || static_cast<double>(count) < fewest) continue;
      best.assign(ends.begin() + static_cast<std::ptrdiff_t>(from),
                  ends.begin() + static_cast<std::ptrdiff_t>(to + 1));
    }
  }
  std::ranges::sort(best, {}, &EdgePoint::along);
  const auto same = std::ranges::unique(best, {}, &EdgePoint::along);
  best.erase(same.begin(), same.end());
  return best;
}

}  // namespace

std::vector<Upright> sides_of(const std::vector<Track>& print, std::int32_t dpi) {
  Upright begins, ends;
  for (const Track& track : print) {
    if (track.end.along - track.begin.along < kWideRow * dpi) continue;
    begins.push_back({track.begin.at, track.begin.along});
    ends.push_back({track.end.at, track.end.along});
  }
  return {side_of(std::move(begins), dpi), side_of(std::move(ends), dpi)};
}

std::vector<Upright> rulings_down(const Pix* ink, std::int32_t dpi) {
  const PixPtr lying = own(pixRotateOrth(writable(ink), 3));  // what stood at the top lies left
  const double width = pixGetWidth(writable(ink));
  std::vector<Upright> out;
  for (const Track& track : tracks_of_rulings(lying.get(), dpi)) {
    Upright& upright = out.emplace_back();
    for (const EdgePoint& p : track.points) upright.push_back({p.along, width - p.at});
  }
  return out;
}

Lean lean_of(const std::vector<Upright>& uprights, double x, double y, std::int32_t dpi) {
  const double tolerance = kStraight * dpi;
  // Least squares of `middle` (a) and `change` (b), as upright as no print says otherwise.
  double aa = std::pow(tolerance / kByHand, 2), ab = 0, bb = aa * x * x, a = 0, b = 0;
  for (const Upright& upright : uprights) {
    const auto line = fit_line(upright, 0, 0);
    if (!line) continue;
    double near = 0, mean = 0, spread = 0;
    const auto each_near = [&](const auto& use) {
      for (const EdgePoint& p : upright) {
        if (std::abs(p.at - line->at(p.along)) <= tolerance) use(p.along);
      }
    };
    each_near([&](double along) {
      near += 1;
      mean += along;
    });
    mean /= std::max(1.0, near);
    each_near([&](double along) { spread += (along - mean) * (along - mean); });
    const double off = line->at(y) - x;
    aa += spread;
    ab += spread * off;
    bb += spread * off * off;
    a += spread * line->slope;
    b += spread * off * line->slope;
  }
  const double determinant = aa * bb - ab * ab;
  return {(a * bb - b * ab) / determinant, x, (b * aa - a * ab) / determinant};
}

}  // namespace codau::image
