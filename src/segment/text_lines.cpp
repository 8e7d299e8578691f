#include "segment/text_lines.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

#include "core/percentile.h"

namespace codau::image {
namespace {

constexpr std::int32_t kMinSegmentWidth = 2, kMinLineWidth = 4;  // pixels of the map
constexpr std::int32_t kMinLinePixels = 20;
constexpr double kMinRunOverlap = 0.5;    ///< of the shorter of two runs
constexpr double kMaxGapXHeights = 2.5;   ///< between two segments of a line
constexpr double kMaxStepXHeights = 0.4;  ///< from the baseline of a segment to that of the next
constexpr double kMaxHeightRatio = 1.7;   ///< of two segments of a line
constexpr double kBaselineStepXHeights = 3;

/// A vertical run of core pixels.
struct Run {
  std::int32_t x = 0, top = 0, bottom = 0;  ///< `bottom`: the first row below
  [[nodiscard]] std::int32_t height() const { return bottom - top; }
};

/// Runs of neighbouring columns, or of several segments in a row.
using Segment = std::vector<Run>;

std::vector<Run> find_runs(const PageMap& map, std::int32_t x) {
  std::vector<Run> runs;
  for (std::int32_t y = 0; y < map.height; ++y) {
    if (!map.has(PageClass::kCore, x, y)) continue;
    const std::int32_t top = y;
    while (y < map.height && map.has(PageClass::kCore, x, y)) ++y;
    runs.push_back({x, top, y});
  }
  return runs;
}

bool are_neighbours(const Run& a, const Run& b) {
  const std::int32_t common = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return common >= kMinRunOverlap * std::min(a.height(), b.height()) && common > 0;
}

std::vector<Segment> find_segments(const PageMap& map) {
  std::vector<Segment> segments;
  std::vector<Run> before;
  std::vector<std::size_t> segment_of;  // of each run of the column before
  for (std::int32_t x = 0; x < map.width; ++x) {
    const std::vector<Run> runs = find_runs(map, x);
    std::vector<std::size_t> found;
    for (const Run& run : runs) {
      const auto touches = [&run](const Run& other) { return are_neighbours(run, other); };
      const auto left = std::ranges::find_if(before, touches);
      const bool is_continued =
          left != before.end() && std::ranges::count_if(before, touches) == 1 &&
          std::ranges::count_if(runs, [&](const Run& o) { return are_neighbours(*left, o); }) == 1;
      if (!is_continued) segments.emplace_back();
      found.push_back(is_continued ? segment_of[static_cast<std::size_t>(left - before.begin())]
                                   : segments.size() - 1);
      segments[found.back()].push_back(run);
    }
    before = runs;
    segment_of = std::move(found);
  }
  std::erase_if(segments, [](const Segment& s) { return std::ssize(s) < kMinSegmentWidth; });
  return segments;
}

double x_height_of(const Segment& segment) {
  std::vector<double> heights;
  for (const Run& run : segment) heights.push_back(run.height());
  return median(std::move(heights));
}

/// Returns the mean lower end of the runs from `begin` to `end`.
double bottom_of(const Segment& segment, std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i) sum += segment[i].bottom;
  return sum / static_cast<double>(end - begin);
}

bool has_ruling_between(const PageMap& map, const Run& left, const Run& right) {
  const std::int32_t y = (left.top + left.bottom + right.top + right.bottom) / 4;
  for (std::int32_t x = left.x + 1; x < right.x; ++x) {
    if (map.has(PageClass::kRuling, x, y) || map.has(PageClass::kStreak, x, y)) return true;
  }
  return false;
}

/// Returns the gap between two segments in x-heights, or infinity if they are not of one line.
double gap_between(const PageMap& map, const Segment& left, const Segment& right) {
  constexpr double kNever = std::numeric_limits<double>::infinity();
  const double a = x_height_of(left), b = x_height_of(right), height = std::max(a, b);
  const double gap = (right.front().x - left.back().x - 1) / height;
  if (gap < 0 || gap > kMaxGapXHeights || height > kMaxHeightRatio * std::min(a, b)) return kNever;
  const auto near = static_cast<std::size_t>(2 * height + 1);
  const double end = bottom_of(left, left.size() - std::min(near, left.size()), left.size());
  const double begin = bottom_of(right, 0, std::min(near, right.size()));
  if (std::abs(end - begin) > kMaxStepXHeights * height) return kNever;
  return has_ruling_between(map, left.back(), right.front()) ? kNever : gap;
}

/// Joins segments from left to right, the nearest ones first.
std::vector<Segment> join_segments(const PageMap& map, std::vector<Segment> segments) {
  std::ranges::sort(segments, {},
                    [](const Segment& s) { return std::pair(s.front().x, s.front().top); });
  std::vector<Segment> lines;
  for (Segment& segment : segments) {
    Segment* best = nullptr;
    double least = std::numeric_limits<double>::infinity();
    for (Segment& line : lines) {
      const double gap = gap_between(map, line, segment);
      if (gap < least) {
        least = gap;
        best = &line;
      }
    }
    if (best == nullptr)
      lines.push_back(std::move(segment));
    else
      best->insert(best->end(), segment.begin(), segment.end());
  }
  return lines;
}

TextLine to_text_line(const Segment& line) {
  TextLine out;
  out.x_height = x_height_of(line);
  const auto step = static_cast<std::size_t>(std::max(4.0, kBaselineStepXHeights * out.x_height));
  const std::size_t parts = std::max<std::size_t>(1, line.size() / step);
  const auto begin_of = [&](std::size_t part) { return part * line.size() / parts; };
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t begin = begin_of(part), end = begin_of(part + 1);
    const double y = bottom_of(line, begin, end);
    if (part == 0) out.baseline.push_back({1.0 * line.front().x, y});
    if (parts > 1) out.baseline.push_back({(line[begin].x + line[end - 1].x + 1) / 2.0, y});
    if (part + 1 == parts) out.baseline.push_back({line.back().x + 1.0, y});
  }
  const auto top = std::ranges::min_element(line, {}, &Run::top);
  const auto bottom = std::ranges::max_element(line, {}, &Run::bottom);
  out.core = {line.front().x, top->top, line.back().x + 1, bottom->bottom};
  return out;
}

}  // namespace

std::vector<TextLine> find_text_lines(const PageMap& map) {
  std::vector<TextLine> out;
  for (const Segment& line : join_segments(map, find_segments(map))) {
    std::int32_t pixels = 0;
    for (const Run& run : line) pixels += run.height();
    if (std::ssize(line) >= kMinLineWidth && pixels >= kMinLinePixels)
      out.push_back(to_text_line(line));
  }
  std::ranges::sort(out, {},
                    [](const TextLine& line) { return std::pair(line.core.top, line.core.left); });
  return out;
}

}  // namespace codau::image
