#include "page/vertical_edges.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <utility>

#include "raster/pixels.h"

namespace codau::image {
namespace {

// Inches.
constexpr double kMaxEdgeOffsetInches = 0.04;  ///< off the side of a column
constexpr double kMinRowWidthInches = 2.0;     ///< shorter rows are centred, or stand in cells
constexpr std::size_t kMinRowsPerEdge = 6;     ///< rows that begin, or end, in one line
constexpr double kMinAlignedEndsShare = 0.5;  ///< of all rows, those that do in one line or another
/// Share of the pairs of beginnings that stand in a line. Ragged ends of cells have fewer pairs in
/// a line by chance: 0.22 to 0.28 on flat pages that were taken for slanted ones. Of 53
/// photographed pages half have 0.8 and more, and none is read worse without the rest.
constexpr double kMinAlignedEndPairsShare = 0.5;
constexpr double kMaxLeanColumnsPerRow = 0.12;
constexpr int kLeanSteps = 60;                       ///< leans tried, to each side
constexpr double kHandheldLeanColumnsPerRow = 0.02;  ///< usual lean of a page that is held by hand

struct EdgeGroup {
  std::vector<VerticalEdge> lines;
  double alike = 0;  ///< of all pairs of ends, those that stand in one line
};

/// Ends that stand in lines, as many as can be: at the side of a column, and where its paragraphs
/// are indented.
EdgeGroup group_aligned_ends(VerticalEdge ends, std::int32_t dpi) {
  const double wide = 2 * kMaxEdgeOffsetInches * dpi;
  std::vector<VerticalEdge> best;
  std::size_t most = 0;
  for (int step = -kLeanSteps; step <= kLeanSteps; ++step) {
    const double lean = step * kMaxLeanColumnsPerRow / kLeanSteps;
    const auto off = [lean](const LinePoint& p) { return p.across - lean * p.along; };
    std::ranges::sort(ends, {}, off);
    std::vector<VerticalEdge> lines;
    std::size_t alike = 0;  // pairs that stand in one line
    for (auto from = ends.begin(), to = from; from != ends.end(); from = to) {
      to = std::find_if(from, ends.end(),
                        [&](const LinePoint& p) { return off(p) - off(*from) > wide; });
      const auto count = static_cast<std::size_t>(to - from);
      if (count < kMinRowsPerEdge) continue;
      alike += count * count;
      lines.emplace_back(from, to);
    }
    if (alike <= most) continue;
    most = alike;
    best = std::move(lines);
  }
  std::size_t in_lines = 0;
  for (const VerticalEdge& line : best) in_lines += line.size();
  if (static_cast<double>(in_lines) < kMinAlignedEndsShare * static_cast<double>(ends.size()))
    return {};
  for (VerticalEdge& line : best) {
    std::ranges::sort(line, {}, &LinePoint::along);
    const auto is_same = [](const LinePoint& a, const LinePoint& b) { return a.along == b.along; };
    line.erase(std::unique(line.begin(), line.end(), is_same), line.end());
  }
  const auto pairs = static_cast<double>(ends.size() * ends.size());
  return {std::move(best), static_cast<double>(most) / std::max(1.0, pairs)};
}

}  // namespace

std::vector<VerticalEdge> find_column_edges(const std::vector<LineTrack>& print, std::int32_t dpi) {
  VerticalEdge begins, ends;
  for (const LineTrack& track : print) {
    if (track.end.along - track.begin.along < kMinRowWidthInches * dpi) continue;
    begins.push_back({track.begin.across, track.begin.along});
    ends.push_back({track.end.across, track.end.along});
  }
  EdgeGroup sides = group_aligned_ends(std::move(begins), dpi),
            far = group_aligned_ends(std::move(ends), dpi);
  if (far.alike >= kMinAlignedEndPairsShare * sides.alike)
    std::ranges::move(far.lines, std::back_inserter(sides.lines));
  return std::move(sides.lines);
}

std::vector<VerticalEdge> trace_vertical_rulings(const Pix* ink, std::int32_t dpi) {
  const PixPtr lying = own(pixRotateOrth(writable(ink), 3));  // what stood at the top lies left
  const double width = pixGetWidth(writable(ink));
  std::vector<VerticalEdge> out;
  for (const LineTrack& track : trace_rulings(lying.get(), dpi)) {
    VerticalEdge& edge = out.emplace_back();
    for (const LinePoint& p : track.points) edge.push_back({p.along, width - p.across});
  }
  return out;
}

EdgeSlant fit_edge_slant(const std::vector<VerticalEdge>& edges, double x, double y,
                         std::int32_t dpi) {
  const double tolerance = kMaxEdgeOffsetInches * dpi;
  // Least squares of `slope` (a) and `slope_change` (b), as upright as no print says otherwise.
  double aa = std::pow(tolerance / kHandheldLeanColumnsPerRow, 2), ab = 0, bb = aa * x * x, a = 0,
         b = 0;
  for (const VerticalEdge& edge : edges) {
    const auto line = fit_theil_sen_line(edge, 0, 0);
    if (!line) continue;
    double near = 0, mean = 0, spread = 0;
    const auto each_near = [&](const auto& use) {
      for (const LinePoint& p : edge) {
        if (std::abs(p.across - line->at(p.along)) <= tolerance) use(p.along);
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
