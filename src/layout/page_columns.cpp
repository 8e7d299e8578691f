#include "layout/page_columns.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/box.h"
#include "layout/integral_image.h"
#include "layout/whitespace_seam.h"

namespace codau::image {
namespace {

// In brackets: characters more wrong, of 393 as read, if the value is 20 % less and 20 % more
// (docs/experiments/page-columns.md, 64 pages). Without brackets: no row changes.

constexpr double kMinTextLineXHeights = 0.6;  ///< height of a run of inked rows (-1, 0)
constexpr double kLineHeightXHeights = 2.1;   ///< of the rows looked at as one line of text
constexpr double kMinFarGapXHeights = 2.87;   ///< of white at the far end; justified text has less
constexpr double kMaxPageNumberWidthXHeights = 9.2;  ///< "- 12 -"
constexpr double kMaxPageNumberHeightXHeights = 2.87;
constexpr double kMaxNoteHeightXHeights = 2.87;  ///< of a line of notes
// Columns of a header are cells of a table without lines, whose padding no print changes.
constexpr double kMinColumnGapInches = 0.10;  ///< of white between the columns (+37, -37)
/// Of white that winds (0.11 gives the same on 477 made pages, 0.18 misses four headers), and by
/// how much it may wind.
constexpr double kMinSeamWidthInches = 0.14, kMaxSeamShiftInches = 0.5;
// Of the width of the page.
/// Where the gap may lie (0, 0; 0, -1).
constexpr double kMinGapPositionShare = 0.27, kMaxGapPositionShare = 0.68;
constexpr double kTitleCentreShare = 0.515;  ///< where the middle of a title stands (-2, -1)
constexpr double kMaxTitleOffsetShare = 0.07;
constexpr double kMinPageNumberCentreShare = 0.35;
constexpr double kMaxNoteStartShare = 0.25;
// Of the height of the page.
constexpr double kMaxHeaderDepthShare = 0.45;
constexpr double kMaxSeamHeaderDepthShare = 0.25;  ///< of a header whose white winds
/// The parts of the page in which its first or last line, or any line at its foot, is a mark.
constexpr std::int32_t kPageEndDivisor = 5, kPageFootDivisor = 11;

std::int32_t rounded(double dots) { return static_cast<std::int32_t>(std::lround(dots)); }

/// In dots of an ink map.
struct MapScale {
  double dpi = 0, x_height = 0;
};
MapScale size_of(const CleanPage& page, const IntegralImage& ink) {
  return {1.0 * page.dpi / ink.scale(), page.x_height / ink.scale()};
}

/// Lines of text in an area.
int lines_in(const IntegralImage& ink, const Box& area, const MapScale& size) {
  int lines = 0;
  std::int32_t run = 0;
  for (std::int32_t y = area.top; y <= area.bottom; ++y) {
    if (y < area.bottom && ink.has_ink(area.left, y, area.right, y + 1)) {
      ++run;
    } else {
      if (run >= kMinTextLineXHeights * size.x_height) ++lines;
      run = 0;
    }
  }
  return lines;
}

/// Half of the least white between columns, in pixels.
std::int32_t half_gap(const MapScale& size) {
  return std::max(2, static_cast<std::int32_t>(kMinColumnGapInches * size.dpi / 2));
}

struct GapReach {
  std::int32_t x = 0, rows = 0;
};
/// The gap that runs furthest from `start` in direction `step`, and how far; of those that end in
/// one line the widest, at its middle: blanks between words may run as far as what parts two
/// columns.
GapReach furthest(const IntegralImage& ink, std::int32_t start, std::int32_t step,
                  const MapScale& size) {
  const std::int32_t half = half_gap(size);
  const auto most = static_cast<std::int32_t>(kMaxHeaderDepthShare * ink.height());
  const auto first = std::max(half, static_cast<std::int32_t>(kMinGapPositionShare * ink.width())),
             last = std::min(ink.width() - half,
                             static_cast<std::int32_t>(kMaxGapPositionShare * ink.width()));
  std::vector<std::int32_t> reached;  // from column `first` on
  for (std::int32_t x = first; x <= last; ++x) {
    std::int32_t rows = 0;
    for (std::int32_t y = start; rows < most && y >= 0 && y < ink.height(); y += step, ++rows) {
      if (ink.has_ink(x - half, y, x + half, y + 1)) break;
    }
    reached.push_back(rows);
  }
  if (reached.empty()) return {};
  const auto begin = reached.begin();
  const std::int32_t least = std::max(1, std::ranges::max(reached) - rounded(size.x_height));
  std::ptrdiff_t widest = 0;
  GapReach best;
  for (auto from = begin; from != reached.end();) {
    from = std::find_if(from, reached.end(), [least](std::int32_t rows) { return rows >= least; });
    const auto to =
        std::find_if(from, reached.end(), [least](std::int32_t rows) { return rows < least; });
    if (to - from > widest) {
      widest = to - from;
      const auto middle = from + widest / 2;
      best = {first + static_cast<std::int32_t>(middle - begin), *middle};
    }
    from = to;
  }
  return best;
}

/// Ink of one band of rows.
struct InkBand {
  std::int32_t top = 0, bottom = 0;
};
std::vector<InkBand> bands_in(const IntegralImage& ink, std::int32_t top, std::int32_t bottom) {
  std::vector<InkBand> out;
  for (std::int32_t y = top; y < bottom; ++y) {
    if (!ink.has_ink(0, y, ink.width(), y + 1)) continue;
    if (out.empty() || out.back().bottom != y) out.push_back({y, y});
    out.back().bottom = y + 1;
  }
  return out;
}

Box extent(const IntegralImage& ink, const InkBand& band) {
  std::int32_t left = 0, right = ink.width();
  while (left < right && !ink.has_ink(left, band.top, left + 1, band.bottom)) ++left;
  while (right > left && !ink.has_ink(right - 1, band.top, right, band.bottom)) --right;
  return {left, band.top, right, band.bottom};
}

bool has_wide_blank(const IntegralImage& ink, const Box& line, const MapScale& size) {
  std::int32_t white = 0;
  for (std::int32_t x = line.left; x < line.right; ++x) {
    white = ink.has_ink(x, line.top, x + 1, line.bottom) ? 0 : white + 1;
    if (white >= kMinFarGapXHeights * size.x_height) return true;
  }
  return false;
}

/// In the middle of the page, as a title stands and no line of one column alone.
bool is_central(const IntegralImage& ink, const Box& line) {
  const double middle = (line.left + line.right) / 2.0 / ink.width();
  return std::abs(middle - kTitleCentreShare) < kMaxTitleOffsetShare;
}

/// In the middle, with no print left of `x` or no wide blank.
bool is_title(const IntegralImage& ink, const InkBand& band, std::int32_t x, const MapScale& size) {
  const Box line = extent(ink, band);
  if (!is_central(ink, line)) return false;
  return line.left >= x || (height_of(line) >= kMinTextLineXHeights * size.x_height &&
                            !has_wide_blank(ink, line, size));
}

/// Of the rows from `y` on in direction `step` the one with least ink, the nearest of equals:
/// between two lines, even where marks above and tails below leave no white row.
std::int32_t between_lines(const IntegralImage& ink, std::int32_t y, std::int32_t step,
                           std::int32_t reach) {
  std::int32_t best = y, least = ink.width() + 1;
  for (std::int32_t i = 0; i < reach && y >= 0 && y < ink.height(); ++i, y += step) {
    const std::int32_t count = ink.count(0, y, ink.width(), y + 1);
    if (count >= least) continue;
    least = count;
    best = y;
  }
  return best;
}

/// End of the column that runs from `start` in direction `step`, at its far side: lines of running
/// text that only happen to have a wide blank there, and the rest of the line that crosses it, are
/// given back.
std::int32_t far_end(const IntegralImage& ink, const GapReach& reach, std::int32_t start,
                     std::int32_t step, const MapScale& size) {
  std::int32_t far = start + step * (reach.rows - 1);
  const auto line = rounded(kLineHeightXHeights * size.x_height);
  const auto wide = rounded(kMinFarGapXHeights * size.x_height);
  while (far != start) {
    const std::int32_t top = std::max(0, step < 0 ? far : far - line),
                       bottom = std::min(ink.height(), top + line);
    if (find_white_gap(ink, reach.x, top, bottom).width() >= wide) break;
    far -= step;
  }
  return between_lines(ink, far, -step, line);
}

std::optional<ColumnSplit> split_from(const IntegralImage& ink, std::int32_t start,
                                      std::int32_t step, const MapScale& size) {
  const GapReach reach = furthest(ink, start, step, size);
  if (reach.rows < kLineHeightXHeights * size.x_height) return std::nullopt;
  std::int32_t top = start, bottom = start + 1;
  if (step > 0) {
    bottom = far_end(ink, reach, start, 1, size);
    const std::vector<InkBand> bands = bands_in(ink, top, bottom);
    for (std::size_t i = 2; i < bands.size(); ++i) {
      if (!is_title(ink, bands[i], reach.x, size)) continue;
      bottom = bands[i - 1].bottom;
      break;
    }
  } else {
    top = far_end(ink, reach, start, -1, size);
  }
  while (bottom > top && !ink.has_ink(0, bottom - 1, ink.width(), bottom)) --bottom;
  while (top < bottom && !ink.has_ink(0, top, ink.width(), top + 1)) ++top;
  if (lines_in(ink, {0, top, reach.x, bottom}, size) < 2) return std::nullopt;
  if (lines_in(ink, {reach.x, top, ink.width(), bottom}, size) < 2) return std::nullopt;
  const std::int32_t s = ink.scale();
  return ColumnSplit{reach.x * s, std::max(0, top - 1) * s, std::min(ink.height(), bottom + 1) * s};
}

/// As the number of a page is.
bool is_small(const Box& line, const MapScale& size) {
  return width_of(line) < kMaxPageNumberWidthXHeights * size.x_height &&
         height_of(line) < kMaxPageNumberHeightXHeights * size.x_height;
}

/// A line of print without a wide blank.
bool is_running(const IntegralImage& ink, const Box& line, const MapScale& size) {
  return !has_wide_blank(ink, line, size) &&
         height_of(line) <= kMaxNoteHeightXHeights * size.x_height;
}

/// Row where notes begin that stand below both columns from the left margin on, their lines running
/// across `x`; the last line of one may be short. The foot of the page without any.
std::int32_t notes_below(const IntegralImage& ink, std::int32_t x, std::int32_t top,
                         const MapScale& size) {
  std::vector<InkBand> lines = bands_in(ink, top, ink.height());
  std::erase_if(lines, [size](const InkBand& band) {
    return band.bottom - band.top < kMinTextLineXHeights * size.x_height;
  });
  if (!lines.empty() && is_small(extent(ink, lines.back()), size))
    lines.pop_back();  // the number of the page
  const std::int32_t half = half_gap(size);
  std::int32_t notes = ink.height();
  for (; !lines.empty(); lines.pop_back()) {
    const Box line = extent(ink, lines.back());
    if (line.left > kMaxNoteStartShare * ink.width() || !is_running(ink, line, size)) break;
    if (ink.has_ink(x - half, line.top, x + half, line.bottom)) {
      notes = line.top;
    } else if (line.right > x) {
      break;  // both columns, near each other
    }
  }
  return notes;
}

}  // namespace

std::vector<Box> find_page_number_candidates(const CleanPage& page) {
  const IntegralImage ink(page, {});
  const MapScale size = size_of(page, ink);
  std::vector<Box> out;
  std::vector<InkBand> lines = bands_in(ink, 0, ink.height());
  std::erase_if(lines, [size](const InkBand& band) {
    return band.bottom - band.top <= kMinTextLineXHeights * size.x_height;
  });
  for (const InkBand& band : lines) {
    const bool is_first = &band == &lines.front(), is_last = &band == &lines.back();
    if ((!is_first || band.top > ink.height() / kPageEndDivisor) &&
        band.bottom <
            ink.height() - ink.height() / (is_last ? kPageEndDivisor : kPageFootDivisor)) {
      continue;
    }
    const Box b = extent(ink, band);
    const double centre = (b.left + b.right) / 2.0 / ink.width();
    if (!is_small(b, size) || centre < kMinPageNumberCentreShare) continue;
    const std::int32_t s = ink.scale();
    out.push_back(inflated(scaled(b, s), s));
  }
  return out;
}

std::optional<ColumnSplit> find_closing_below(const CleanPage& page, std::int32_t top) {
  const IntegralImage ink(page, {});
  const MapScale size = size_of(page, ink);
  const std::int32_t s = ink.scale();
  const GapReach reach = furthest(ink, std::max(0, top / s), 1, size);
  if (reach.rows < 2 * kLineHeightXHeights * size.x_height) return std::nullopt;
  const std::int32_t notes = notes_below(ink, reach.x, std::max(0, top / s), size);
  const std::int32_t bottom = notes == ink.height() ? page.height : (notes - 1) * s;
  return ColumnSplit{reach.x * s, top, std::max(top + 1, bottom)};
}

namespace {

// ---- columns whose lines reach past each other ----

/// The first line below `start` that stands in the middle of the page without a wide blank: the
/// title, or what else no column has; `end` without one.
std::int32_t title_below(const IntegralImage& ink, std::int32_t start, std::int32_t end,
                         const MapScale& size) {
  for (const InkBand& band : bands_in(ink, start, end)) {
    if (band.top == start || band.bottom - band.top < kMinTextLineXHeights * size.x_height)
      continue;
    const Box line = extent(ink, band);
    if (is_central(ink, line) && !has_wide_blank(ink, line, size)) return band.top;
  }
  return end;
}

/// The splits of a header whose columns no upright white parts: one for each stretch of rows in
/// which the white between them stands still.
std::vector<ColumnSplit> find_seam_splits(const IntegralImage& ink, std::int32_t start,
                                          const MapScale& size) {
  const std::int32_t deepest = std::min(
      ink.height(), start + static_cast<std::int32_t>(kMaxSeamHeaderDepthShare * ink.height()));
  const auto part = [&ink](double share) { return static_cast<std::int32_t>(share * ink.width()); };
  const std::vector<std::int32_t> gap =
      find_whitespace_seam(ink,
                           {part(kMinGapPositionShare), start, part(kMaxGapPositionShare),
                            title_below(ink, start, deepest, size)},
                           std::max(4, static_cast<std::int32_t>(kMinSeamWidthInches * size.dpi)),
                           rounded(kLineHeightXHeights * size.x_height));
  const auto x_at = [&](std::int32_t y) { return gap[static_cast<std::size_t>(y - start)]; };
  const auto line = rounded(kLineHeightXHeights * size.x_height);
  std::int32_t end = start + static_cast<std::int32_t>(gap.size());
  while (end > start &&
         find_white_gap(ink, x_at(end - 1), std::max(start, end - line), end).width() <
             kMinFarGapXHeights * size.x_height) {
    --end;
  }
  if (end == start) return {};
  end = std::max(start, between_lines(ink, end - 1, -1, line));
  while (end > start && !ink.has_ink(0, end - 1, ink.width(), end)) --end;
  if (end == start) return {};
  const auto [least, most] =
      std::minmax_element(gap.begin(), gap.begin() + static_cast<std::ptrdiff_t>(end - start));
  if (*most - *least > kMaxSeamShiftInches * size.dpi ||
      lines_in(ink, {0, start, *least, end}, size) < 2 ||
      lines_in(ink, {*most, start, ink.width(), end}, size) < 2) {
    return {};
  }
  std::vector<ColumnSplit> out;
  const std::int32_t s = ink.scale();
  for (std::int32_t y = start; y < end; ++y) {
    if (out.empty() || out.back().x != x_at(y) * s) out.push_back({x_at(y) * s, y * s, y * s});
    out.back().bottom = (y + 1) * s;
  }
  out.front().top = std::max(0, start - 1) * s;
  out.back().bottom = std::min(ink.height(), end + 1) * s;
  return out;
}

}  // namespace

std::vector<ColumnSplit> select_header_splits(const PageColumns& columns) {
  if (!columns.header_seam.empty() || !columns.header) return columns.header_seam;
  return {*columns.header};
}

PageColumns find_page_columns(const CleanPage& page, const std::vector<Box>& solid) {
  const IntegralImage ink(page, solid);
  const MapScale size = size_of(page, ink);
  std::int32_t first = 0, last = ink.height() - 1;
  while (first < last && !ink.has_ink(0, first, ink.width(), first + 1)) ++first;
  while (last > first && !ink.has_ink(0, last, ink.width(), last + 1)) --last;
  PageColumns out;
  if (first >= last) return out;
  const std::int32_t s = ink.scale();
  out.header = split_from(ink, first, 1, size);
  const std::int32_t bottom = out.header ? out.header->bottom : 0;
  if (bottom < last * s) out.closing = split_from(ink, last, -1, size);  // else there is no more
  if (out.closing && out.closing->top < bottom) out.closing.reset();
  out.header_seam = find_seam_splits(ink, first, size);
  const std::int32_t lowest = out.closing ? out.closing->top : page.height;
  const auto line = rounded(kLineHeightXHeights * size.x_height) * s;
  const bool goes_further =
      !out.header_seam.empty() && out.header_seam.back().bottom >= bottom + line;
  if (!goes_further || out.header_seam.back().bottom > lowest) out.header_seam.clear();
  return out;
}

}  // namespace codau::image
