#include "lines/stem_pattern.h"

#include <algorithm>
#include <vector>

#include "core/box.h"
#include "raster/page_image.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr double kMinLetterHeightXHeights = 0.46;  ///< a full stop is lower
constexpr double kMaxLineHeightXHeights = 2.87;    ///< two lines of print are higher
// In heights of the print.
constexpr double kMinStemRunPrintHeights = 0.72;        ///< a stem covers so much without a break
constexpr double kMinGlyphInkWidthPrintHeights = 0.45;  ///< ink between stems that is a glyph
constexpr double kMaxStopSizePrintHeights = 0.45;       ///< a full stop is lower and narrower
/// A second line of print has more than 1/4 of all the ink.
constexpr std::int64_t kSecondLineInkDivisor = 4;

bool inked(const CleanPage& page, std::int32_t x, std::int32_t y) {
  return count_ink_pixels(page.ink.get(), {x, y, x + 1, y + 1}) > 0;
}

/// Columns of `box` that hold ink, from left to right, as [from, to).
std::vector<std::pair<std::int32_t, std::int32_t>> runs_of_ink(const CleanPage& page,
                                                               const Box& box) {
  std::vector<std::pair<std::int32_t, std::int32_t>> runs;
  for (std::int32_t x = box.left; x < box.right; ++x) {
    if (count_ink_pixels(page.ink.get(), {x, box.top, x + 1, box.bottom}) == 0) continue;
    if (runs.empty() || runs.back().second != x) runs.emplace_back(x, x);
    runs.back().second = x + 1;
  }
  return runs;
}

Box shrink(const CleanPage& page, Box box) {
  const Pix* ink = page.ink.get();
  while (box.top < box.bottom &&
         count_ink_pixels(ink, {box.left, box.top, box.right, box.top + 1}) == 0)
    ++box.top;
  while (box.bottom > box.top &&
         count_ink_pixels(ink, {box.left, box.bottom - 1, box.right, box.bottom}) == 0)
    --box.bottom;
  while (box.left < box.right &&
         count_ink_pixels(ink, {box.left, box.top, box.left + 1, box.bottom}) == 0)
    ++box.left;
  while (box.right > box.left &&
         count_ink_pixels(ink, {box.right - 1, box.top, box.right, box.bottom}) == 0)
    --box.right;
  return box;
}

using RowRange = std::pair<std::int32_t, std::int32_t>;

/// The lines of print in `box`: rows with ink, as [from, to), white rows between them.
std::vector<RowRange> bands_of_ink(const CleanPage& page, const Box& box) {
  std::vector<RowRange> bands;
  for (std::int32_t y = box.top; y < box.bottom; ++y) {
    if (count_ink_pixels(page.ink.get(), {box.left, y, box.right, y + 1}) == 0) continue;
    if (bands.empty() || bands.back().second != y) bands.emplace_back(y, y);
    bands.back().second = y + 1;
  }
  return bands;
}

/// The line of print with most ink when all others together are specks beside it; else `box`.
Box without_specks(const CleanPage& page, const Box& box) {
  Box best = box;
  std::int64_t most = 0, all = 0;
  for (const RowRange& band : bands_of_ink(page, box)) {
    const Box line{box.left, band.first, box.right, band.second};
    const std::int64_t ink = count_ink_pixels(page.ink.get(), line);
    all += ink;
    if (ink <= most) continue;
    most = ink;
    best = line;
  }
  return (all - most) * kSecondLineInkDivisor <= all ? shrink(page, best) : box;
}

/// Runs of ink without those at either end that stand far off and are lower than a letter.
Box without_ends(const CleanPage& page, const Box& box) {
  const std::int32_t height = height_of(box);
  std::vector<RowRange> runs = runs_of_ink(page, box);
  const auto is_speck = [&](const RowRange& run, std::int32_t gap) {
    const Box print = shrink(page, {run.first, box.top, run.second, box.bottom});
    return gap > height && height_of(print) < kMaxStopSizePrintHeights * height;
  };
  while (runs.size() > 1 && is_speck(runs.back(), runs.back().first - runs[runs.size() - 2].second))
    runs.pop_back();
  while (runs.size() > 1 && is_speck(runs.front(), runs[1].first - runs.front().second))
    runs.erase(runs.begin());
  if (runs.empty()) return box;
  return shrink(page, {runs.front().first, box.top, runs.back().second, box.bottom});
}

bool is_stem(const CleanPage& page, std::int32_t x, const Box& box) {
  std::int32_t run = 0, longest = 0;
  for (std::int32_t y = box.top; y < box.bottom; ++y) {
    run = inked(page, x, y) ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest >= kMinStemRunPrintHeights * height_of(box);
}

/// Ink in some columns, and all of it in the top third: half of the bar of a T.
bool is_half_crossbar(const CleanPage& page, std::int32_t left, std::int32_t right,
                      const Box& box) {
  const std::int32_t third = box.top + height_of(box) / 3;
  return count_ink_pixels(page.ink.get(), {left, box.top, right, third}) > 0 &&
         count_ink_pixels(page.ink.get(), {left, third, right, box.bottom}) == 0;
}

/// A bar reaches out to both sides of the stem [left, right).
bool has_crossbar(const CleanPage& page, std::int32_t left, std::int32_t right, const Box& box) {
  const std::int32_t near = std::max(1, height_of(box) / 7), far = 2 * near;
  return is_half_crossbar(page, left - far, left - near, box) &&
         is_half_crossbar(page, right + near, right + far, box);
}

/// Runs of ink between others that are stops: low, small, and on the baseline.
std::vector<RowRange> inner_stops(const CleanPage& page, const Box& box) {
  const std::int32_t height = height_of(box);
  const std::vector<RowRange> runs = runs_of_ink(page, box);
  std::vector<RowRange> out;
  for (std::size_t i = 1; i + 1 < runs.size(); ++i) {
    const Box print = shrink(page, {runs[i].first, box.top, runs[i].second, box.bottom});
    const bool is_small = height_of(print) < kMaxStopSizePrintHeights * height &&
                          width_of(print) < kMaxStopSizePrintHeights * height;
    if (is_small && print.top > centre_y(box) && box.bottom - print.bottom < height / 8)
      out.push_back(runs[i]);
  }
  return out;
}

}  // namespace

StemPattern find_stem_pattern(const CleanPage& page, const Box& area) {
  StemPattern out;
  out.box = without_ends(page, without_specks(page, shrink(page, area)));
  const std::int32_t height = height_of(out.box);
  if (height < kMinLetterHeightXHeights * page.x_height ||
      height > kMaxLineHeightXHeights * page.x_height)
    return out;
  if (const auto runs = runs_of_ink(page, out.box); runs.size() > 1) {
    const Box last =
        shrink(page, {runs.back().first, out.box.top, runs.back().second, out.box.bottom});
    if (height_of(last) < kMaxStopSizePrintHeights * height &&
        width_of(last) < kMaxStopSizePrintHeights * height) {
      out.has_full_stop = true;
      out.box =
          shrink(page, {out.box.left, out.box.top, runs[runs.size() - 2].second, out.box.bottom});
    }
  }
  const std::vector<RowRange> stops = inner_stops(page, out.box);
  auto stop = stops.begin();
  std::int32_t plain = 0;  // columns of ink since the last stem
  const auto end_glyph = [&out, &plain, height] {
    if (plain >= kMinGlyphInkWidthPrintHeights * height) out.stems += 'w';
    plain = 0;
  };
  for (std::int32_t x = out.box.left; x < out.box.right; ++x) {
    if (stop != stops.end() && x == stop->first) {
      end_glyph();
      out.inner_stops.push_back(out.stems.size());
      x = (stop++)->second - 1;
      continue;
    }
    if (is_stem(page, x, out.box)) {
      const std::int32_t from = x;
      while (x + 1 < out.box.right && is_stem(page, x + 1, out.box)) ++x;
      end_glyph();
      out.stems += has_crossbar(page, from, x + 1, out.box) ? 't' : '|';
      continue;
    }
    if (count_ink_pixels(page.ink.get(), {x, out.box.top, x + 1, out.box.bottom}) == 0) {
      end_glyph();
    } else {
      ++plain;
    }
  }
  end_glyph();
  return out;
}

}  // namespace codau::image
