#include "segment/rules/rulings.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <numeric>
#include <utility>

#include "core/box.h"
#include "raster/line_morphology.h"
#include "raster/pixels.h"
#include "segment/rules/bleed_through.h"

namespace codau::image {
namespace {

// What tells rulings from print.
/// Measured on plans of NĐ 30.
constexpr double kMinVerticalRulingXHeights = 2.53, kMinHorizontalRulingXHeights = 4.6;
/// For the first opening: longer than a letter is high.
constexpr double kMinRulingPieceXHeights = 1.72;
/// From here a run needs no other sign of being a ruling.
constexpr double kMinCertainRulingXHeights = 23;
constexpr double kClearStripXHeights = 0.23;  ///< depth of the strip looked at beside a line
/// Shorter runs of dashes are print.
constexpr double kMinHorizontalDashedXHeights = 11.5, kMinVerticalDashedXHeights = 3.4;
/// Dots and stems of letters below each other look like a dotted line down, but have print beside
/// them: of 194 on fifteen pages of dotted tables true short ones had at most 0.022 of the strip
/// inked, false ones 0.055 and more; none of those was 11 x-heights long.
constexpr double kDashedClearStripXHeights = 0.57, kMinCertainDashedXHeights = 11.5;
constexpr double kMaxDashedStripInkShare = 0.04;
constexpr double kMaxClearStripInkShare = 0.3;
constexpr double kMaxFreeStripInkShare = 0.12;  ///< beside a line that meets no other line
// How lines are drawn, whatever the print.
constexpr double kMaxRulingGapInches = 0.10;  ///< broken lines are closed over this much
/// Between the beginnings of the strokes of a double line.
constexpr double kMaxDoubleRulingInches = 0.05;
constexpr double kMinDoubleStrokeShare = 0.8;  ///< part of a stroke that the other stands beside
constexpr double kMaxDashThicknessInches = 0.025, kMaxDashLengthInches = 0.3;
constexpr double kMaxDashGapInches = 0.15;                ///< of a line in dashes or dots
constexpr std::int32_t kMeetingDistanceInchDivisor = 30;  ///< lines this near meet
constexpr std::int32_t kMaxThicknessInchDivisor = 12;     ///< of a short line
constexpr std::int32_t kMaxThicknessLengthDivisor = 25;   ///< of a long line
constexpr std::int32_t kBlurWidthInchDivisor = 100;       ///< beside a line, inked by its own blur

std::int32_t rounded(double dots) { return static_cast<std::int32_t>(std::lround(dots)); }

/// Of a picture of the page, which may be half as large.
struct Scale {
  double dpi = 0, x_height = 0;
};

/// Opening, closing, opening along one direction: pieces of lines, joined over gaps, long enough.
PixPtr runs(const Pix* ink, const Scale& scale, double shortest, LineDirection along) {
  const auto size = [](double dots) { return std::max(3, rounded(dots)); };
  const PixPtr pieces = open_by_line(ink, along, size(kMinRulingPieceXHeights * scale.x_height));
  const PixPtr joined = close_by_line(pieces.get(), along, size(kMaxRulingGapInches * scale.dpi));
  return open_by_line(joined.get(), along, size(shortest * scale.x_height));
}

/// Components that may be the dashes or dots of a line along one direction, those of text among
/// them. Stems of thin print that broke are dashes of no line across.
PixPtr dashes_of(Pix* ink, const std::vector<Box>& pieces, double dpi, LineDirection along) {
  PixPtr out = own(pixCreateTemplate(ink));
  for (const Box& b : pieces) {
    const std::int32_t width = width_of(b), height = height_of(b);
    const auto [length, thickness] =
        along == LineDirection::kHorizontal ? std::pair(width, height) : std::pair(height, width);
    if (thickness > kMaxDashThicknessInches * dpi + 1) continue;  // the halved picture thickens
    if (length > kMaxDashLengthInches * dpi) continue;
    pixRasterop(out.get(), b.left, b.top, width, height, PIX_SRC, ink, b.left, b.top);
  }
  return out;
}

/// Dashes joined to runs that are long enough.
PixPtr dashed_runs(const Pix* dashes, const Scale& scale, double shortest, LineDirection along) {
  const PixPtr joined =
      close_by_line(dashes, along, static_cast<std::int32_t>(kMaxDashGapInches * scale.dpi));
  return open_by_line(joined.get(), along, rounded(shortest * scale.x_height));
}

bool touches(const Box& a, const Box& b, std::int32_t near) {
  return intersect(inflated(a, near), b);
}

/// Ink beside a run, in a strip so many x-heights deep, of the side that has more: a ruling stands
/// free, the foot of a line of blurred text that looks like one does not.
double beside(const CleanPage& page, const Box& line, bool down, double deep_as) {
  const std::int32_t off = std::max(1, page.dpi / kBlurWidthInchDivisor);
  const std::int32_t deep = std::max(2, page.to_pixels(deep_as));
  const Box before = down ? Box{line.left - off - deep, line.top, line.left - off, line.bottom}
                          : Box{line.left, line.top - off - deep, line.right, line.top - off};
  const Box behind = down ? Box{line.right + off, line.top, line.right + off + deep, line.bottom}
                          : Box{line.left, line.bottom + off, line.right, line.bottom + off + deep};
  const double area = static_cast<double>(deep) * (down ? height_of(line) : width_of(line));
  return static_cast<double>(std::max(count_ink_pixels(page.ink.get(), before),
                                      count_ink_pixels(page.ink.get(), behind))) /
         area;
}

/// Straight, thin, and standing free unless it is too long to be anything else.
bool is_ruling(const CleanPage& page, const Box& line, bool down) {
  const std::int32_t length = down ? height_of(line) : width_of(line);
  const std::int32_t thickness = down ? width_of(line) : height_of(line);
  if (thickness >
      std::max(page.dpi / kMaxThicknessInchDivisor, length / kMaxThicknessLengthDivisor))
    return false;
  return length > kMinCertainRulingXHeights * page.x_height ||
         beside(page, line, down, kClearStripXHeights) < kMaxClearStripInkShare;
}

/// One of the two strokes of a double line, which stands free as a whole. Where the page leans the
/// other one is runs in steps. `runs` ascend from the left, or from the top.
bool is_of_double(const CleanPage& page, const std::vector<Box>& runs, std::size_t i, bool down) {
  const Box& one = runs[i];
  const auto at = [down](const Box& b) { return down ? b.left : b.top; };
  Box whole = one;
  std::int32_t beside_it = 0;
  const auto add = [&](const Box& other) {
    const std::int32_t both = down ? y_overlap(one, other) : x_overlap(one, other);
    if (both <= 0) return;
    beside_it += both;
    whole = united(whole, down ? Box{other.left, one.top, other.right, one.bottom}
                               : Box{one.left, other.top, one.right, other.bottom});
  };
  const double near = kMaxDoubleRulingInches * page.dpi;
  for (std::size_t k = i; k-- > 0 && at(one) - at(runs[k]) <= near;) add(runs[k]);
  for (std::size_t k = i + 1; k < runs.size() && at(runs[k]) - at(one) <= near; ++k) add(runs[k]);
  const std::int32_t length = down ? height_of(one) : width_of(one);
  return beside_it >= kMinDoubleStrokeShare * length && is_ruling(page, whole, down);
}

/// Of runs of ink those that are rulings.
std::vector<Box> rulings_of(const CleanPage& page, std::vector<Box> runs, bool down) {
  std::ranges::sort(runs, {}, [down](const Box& b) {
    return down ? std::pair(b.left, b.top) : std::pair(b.top, b.left);
  });
  std::vector<Box> out;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (is_ruling(page, runs[i], down) || is_of_double(page, runs, i, down)) out.push_back(runs[i]);
  }
  return out;
}

/// Letters can look like short lines: stems that stand below each other, the bars of T beside T. A
/// line down meets a line across, or goes on with one that does; a line across that neither meets
/// one down nor goes on with one that does stands free.
void drop_letters(Rulings& rulings, const CleanPage& page) {
  const std::int32_t near = meeting_distance(page);
  const auto anchored = [&](const std::vector<Box>& lines, const std::vector<Box>& others,
                            bool down) {
    std::vector<Box> out;
    std::ranges::copy_if(lines, std::back_inserter(out), [&](const Box& line) {
      const std::int32_t length = down ? height_of(line) : width_of(line);
      return length > kMinCertainRulingXHeights * page.x_height ||
             std::ranges::any_of(others, [&](const Box& o) { return touches(line, o, near); });
    });
    return out;
  };
  const auto goes_on = [near](const Box& line, const std::vector<Box>& others, bool down) {
    const auto at = [down](const Box& b) {
      return down ? std::midpoint(b.left, b.right) : std::midpoint(b.top, b.bottom);
    };
    return std::ranges::any_of(
        others, [&](const Box& other) { return std::abs(at(line) - at(other)) <= near; });
  };
  const std::vector<Box> down = anchored(rulings.down, rulings.across, true);
  std::erase_if(rulings.down, [&](const Box& line) { return !goes_on(line, down, true); });
  const std::vector<Box> across = anchored(rulings.across, rulings.down, false);
  std::erase_if(rulings.across, [&](const Box& line) {
    return !goes_on(line, across, false) &&
           beside(page, line, false, kClearStripXHeights) > kMaxFreeStripInkShare;
  });
}

/// A line down, or across, drawn on to the lines that its ends stand near: corners are no dashes.
Box reaching(Box line, const std::vector<Box>& others, std::int32_t near, bool down) {
  const Box seen = line;
  for (const Box& other : others) {
    if (!touches(seen, other, near)) continue;
    if (down) {
      line.top = std::min(line.top, other.top);
      line.bottom = std::max(line.bottom, other.bottom);
    } else {
      line.left = std::min(line.left, other.left);
      line.right = std::max(line.right, other.right);
    }
  }
  return line;
}

/// Whether dashes below each other are a line.
bool is_dashed_upright(const CleanPage& page, const Box& line) {
  return height_of(line) > kMinCertainDashedXHeights * page.x_height ||
         beside(page, line, true, kDashedClearStripXHeights) < kMaxDashedStripInkShare;
}

/// Lines drawn in dashes or dots. Leaders and hyphens of print run across too: only where two and
/// more of them meet lines down are they a table's.
void add_dashed(const CleanPage& page, Pix* ink, std::int32_t scale, Rulings& rulings, Pix* mask) {
  const Scale size{1.0 * page.dpi / scale, page.x_height / scale};
  const std::vector<Box> pieces = find_components(ink);
  const auto runs_along = [&](double shortest, LineDirection along) {
    return dashed_runs(dashes_of(ink, pieces, size.dpi, along).get(), size, shortest, along);
  };
  const PixPtr across = runs_along(kMinHorizontalDashedXHeights, LineDirection::kHorizontal);
  std::vector<Box> lines = find_components(across.get(), scale);
  if (lines.size() < 2) return;
  const PixPtr down = runs_along(kMinVerticalDashedXHeights, LineDirection::kVertical);
  std::vector<Box> uprights = find_components(down.get(), scale);
  std::erase_if(uprights, [&page](const Box& line) { return !is_dashed_upright(page, line); });
  const auto near = static_cast<std::int32_t>(kMaxDashGapInches * page.dpi);
  const auto apart = [near](const std::vector<Box>& others, const std::vector<Box>& more) {
    return [&others, &more, near](const Box& line) {
      const auto meets = [&](const Box& other) { return touches(line, other, near); };
      return std::ranges::none_of(others, meets) && std::ranges::none_of(more, meets);
    };
  };
  std::erase_if(lines, apart(uprights, rulings.down));
  if (lines.size() < 2) return;
  std::erase_if(uprights, apart(lines, rulings.across));
  for (const Box& line : uprights) rulings.down.push_back(reaching(line, lines, near, true));
  for (const Box& line : lines) rulings.across.push_back(reaching(line, uprights, near, false));
  pixOr(mask, mask, across.get());
  pixOr(mask, mask, down.get());
}

}  // namespace

std::int32_t meeting_distance(const CleanPage& page) {
  return page.dpi / kMeetingDistanceInchDivisor;
}

Rulings find_rulings(const CleanPage& page) {
  PixPtr half;
  Pix* ink = page.faint_ink.get();
  std::int32_t scale = 1;
  if (page.dpi >= 250) {
    half = own(pixReduceRankBinaryCascade(ink, 1, 0, 0, 0));
    ink = half.get();
    scale = 2;
  }
  const Scale size{1.0 * page.dpi / scale, page.x_height / scale};
  const PixPtr across = runs(ink, size, kMinHorizontalRulingXHeights, LineDirection::kHorizontal);
  const PixPtr down = runs(ink, size, kMinVerticalRulingXHeights, LineDirection::kVertical);
  Rulings out;
  out.across = rulings_of(page, find_components(across.get(), scale), false);
  out.down = rulings_of(page, find_components(down.get(), scale), true);
  out = remove_bleed_through_rulings(std::move(out), page);
  drop_letters(out, page);
  pixOr(across.get(), across.get(), down.get());
  add_dashed(page, ink, scale, out, across.get());
  out = remove_bleed_through_rulings(std::move(out),
                                     page);  // faint lines of the page behind look dashed
  const PixPtr wide = own(pixDilateBrick(nullptr, across.get(), 3, 3));
  const PixPtr all =
      scale == 2 ? own(pixExpandBinaryPower2(wide.get(), 2)) : own(pixCopy(nullptr, wide.get()));
  out.mask = own(pixCreate(page.width, page.height, 1));
  const auto keep = [&](const Box& b) {  // what was found and is no ruling stays on the page
    const Box part = intersection(inflated(b, 4), get_bounds(out.mask.get()));
    pixRasterop(out.mask.get(), part.left, part.top, width_of(part), height_of(part),
                PIX_SRC | PIX_DST, all.get(), part.left, part.top);
  };
  for (const Box& b : out.across) keep(b);
  for (const Box& b : out.down) keep(b);
  return out;
}

void erase_rulings(const Rulings& rulings, CleanPage& page) {
  pixSetMasked(page.grey.get(), rulings.mask.get(), 255);
  pixSubtract(page.ink.get(), page.ink.get(), rulings.mask.get());
  pixSubtract(page.faint_ink.get(), page.faint_ink.get(), rulings.mask.get());
}

}  // namespace codau::image
