#include "page/dewarping.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>

#include "core/percentile.h"
#include "page/b_spline_surface.h"
#include "page/text_line_tracks.h"
#include "page/vertical_edges.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

// Small letters high, by which a page rises and sinks between the sides of its print. Flat pages
// (95 of 102 of scans and page images) have 0.15 at most, by print alone or with rulings; the other
// 7 were pulled askew by a feeder, and read better flat. Of 52 made pages that are bent none has
// less than 0.17 by print alone, which tells little in narrow columns, and 0.34 with rulings.
constexpr double kMaybe = 0.15;      ///< by print alone
constexpr double kBent = 0.25;       ///< with its rulings
constexpr double kTolerance = 0.12;  ///< what feet of letters stand off their line
// Inches.
constexpr double kAcross = 0.6, kDown = 2.0;  ///< between knots: waves of paper are longer
constexpr double kLongRow = 1.0;              ///< tells its slope
constexpr double kLook = 0.25;                ///< where the surface is looked at
constexpr double kKnots = 0.16;               ///< between the places that the bend is kept for
// Degrees.
constexpr double kConverge = 1.2;   ///< rows; sheets that a feeder has pulled askew bend by less
constexpr double kSidesLean = 2.0;  ///< a column of print has no exact side

/// What a bend leaves of the squares by which rows and rulings are off level, at most. Of 1,639
/// flat pages 25 seemed bent, nearly all of them tables where few rows tell of a side, and one of
/// these steps from cell to cell: 20 leave 0.8 and more (one, whose rows were drawn across each
/// other, read with 162 characters wrong instead of 7), no other reads worse bent. Of 188 pages
/// that are bent, half leave 0.07, seven more than 0.5 and two more than 0.8, which read as well as
/// they are.
constexpr double kLeft = 0.8;

constexpr double kDegree = 180 / std::numbers::pi;

struct PageExtent {
  double width = 0, height = 0;
  std::int32_t dpi = 0;
  [[nodiscard]] Point middle() const { return {width / 2, height / 2}; }
};

double slope_of(const std::vector<LineTrack>& tracks, std::int32_t dpi) {
  std::vector<double> slopes;
  for (const LineTrack& track : tracks) {
    if (track.points.back().along - track.points.front().along < kLongRow * dpi) continue;
    if (const auto line = fit_theil_sen_line(track.points, 0, 0)) slopes.push_back(line->slope);
  }
  return median(std::move(slopes));
}

LinePoint turned(const LinePoint& p, const PageExtent& page, double degrees) {
  const Point at = rotate_about(page.middle(), {p.along, p.across}, degrees);
  return {at.x, at.y};
}

std::vector<LineTrack> turned(std::vector<LineTrack> tracks, const PageExtent& page,
                              double degrees) {
  for (LineTrack& track : tracks) {
    for (LinePoint& p : track.points) p = turned(p, page, degrees);
    track.begin = turned(track.begin, page, degrees);
    track.end = turned(track.end, page, degrees);
  }
  return tracks;
}

std::vector<VerticalEdge> turned(std::vector<VerticalEdge> edges, const PageExtent& page,
                                 double degrees) {
  for (VerticalEdge& edge : edges) {
    for (LinePoint& p : edge) {
      const Point at = rotate_about(page.middle(), {p.across, p.along}, degrees);
      p = {at.y, at.x};
    }
  }
  return edges;
}

/// What the tracks span.
struct TrackExtent {
  double left = 0, top = 0, right = 0, bottom = 0;
};
TrackExtent span_of(const std::vector<LineTrack>& tracks, const PageExtent& page) {
  TrackExtent out{page.width, page.height, 0, 0};
  for (const LineTrack& track : tracks) {
    out = {std::min(out.left, track.begin.along), std::min(out.top, track.begin.across),
           std::max(out.right, track.end.along), std::max(out.bottom, track.begin.across)};
  }
  return out;
}

/// By how much the surface rises and sinks from side to side, at the median of heights.
double relief(const BSplineSurface& surface, const TrackExtent& span, std::int32_t dpi) {
  std::vector<double> ranges;
  for (double y = span.top; y <= span.bottom; y += 2 * kLook * dpi) {
    double least = surface.at(span.left, y), most = least;
    for (double x = span.left; x <= span.right; x += kLook * dpi) {
      const double at = surface.at(x, y);
      least = std::min(least, at);
      most = std::max(most, at);
    }
    ranges.push_back(most - least);
  }
  return median(std::move(ranges));
}

/// Squares by which points of tracks are off the level of their track, where the page draws them
/// down by `down`; a point that is far off, as a letter's tail, counts no more than twice the
/// tolerance.
template <class Down>
double off_level(const std::vector<LineTrack>& tracks, double tolerance, const Down& down) {
  double sum = 0;
  for (const LineTrack& track : tracks) {
    std::vector<double> heights;
    for (const LinePoint& p : track.points) heights.push_back(p.across - down(p));
    const double level = median(heights);
    for (const double height : heights)
      sum += std::pow(std::min(std::abs(height - level), 2 * tolerance), 2);
  }
  return sum;
}

/// Whether the surface tells how the tracks run, better than that they are straight and alike does.
bool explains(const BSplineSurface& surface, const std::vector<LineTrack>& tracks, double tolerance,
              std::int32_t dpi) {
  const double slope = slope_of(tracks, dpi);
  const double straight =
      off_level(tracks, tolerance, [slope](const LinePoint& p) { return slope * p.along; });
  return off_level(tracks, tolerance, [&surface](const LinePoint& p) {
           return surface.at(p.along, p.across);
         }) < kLeft * straight;
}

/// Degrees by which rows between two heights fall from side to side.
double fall(const BSplineSurface& surface, const TrackExtent& span, double top, double bottom) {
  constexpr int kTimes = 5;  // rows that are looked at
  double sum = 0;
  for (int i = 0; i < kTimes; ++i) {
    const double y = top + (bottom - top) * i / (kTimes - 1);
    sum += surface.at(span.right, y) - surface.at(span.left, y);
  }
  return std::atan2(sum / kTimes, span.right - span.left) * kDegree;
}

bool sides_lean(const EdgeSlant& lean, const TrackExtent& span) {
  const double left = std::atan(lean.at(span.left)) * kDegree,
               right = std::atan(lean.at(span.right)) * kDegree;
  return std::abs(left - right) >= kSidesLean || std::abs(left + right) / 2 >= kSidesLean;
}

bool rows_converge(const BSplineSurface& surface, const TrackExtent& span) {
  const double quarter = (span.bottom - span.top) / 4;
  return std::abs(fall(surface, span, span.top, span.top + quarter) -
                  fall(surface, span, span.bottom - quarter, span.bottom)) >= kConverge;
}

DisplacementField make_displacement_field(const BSplineSurface& surface, const EdgeSlant& lean,
                                          const PageExtent& page) {
  DisplacementField out;
  out.knot_spacing = std::max(8, static_cast<std::int32_t>(kKnots * page.dpi));
  out.columns = static_cast<std::int32_t>(page.width) / out.knot_spacing + 2;
  out.rows = static_cast<std::int32_t>(page.height) / out.knot_spacing + 2;
  for (std::int32_t row = 0; row < out.rows; ++row) {
    for (std::int32_t column = 0; column < out.columns; ++column) {
      const Point flat{static_cast<double>(column) * out.knot_spacing,
                       static_cast<double>(row) * out.knot_spacing};
      const double off_x = lean.at(flat.x) * (flat.y - page.height / 2);
      double off_y = 0;
      for (int i = 0; i < 6; ++i) off_y = surface.at(flat.x + off_x, flat.y + off_y);
      out.displacements.push_back({off_x, off_y});
    }
  }
  return out;
}

}  // namespace

std::optional<Dewarping> estimate_dewarping(const Pix* ink, const std::vector<Box>& components,
                                            std::int32_t x_height, std::int32_t dpi) {
  if (x_height == 0) return std::nullopt;
  const PageExtent page{static_cast<double>(pixGetWidth(writable(ink))),
                        static_cast<double>(pixGetHeight(writable(ink))), dpi};
  const auto lean_with = [&page, dpi](const std::vector<VerticalEdge>& edges) {
    return fit_edge_slant(edges, page.middle().x, page.middle().y, dpi);
  };
  const std::vector<LineTrack> seen = trace_text_lines(components, x_height);
  if (seen.empty()) return std::nullopt;
  Dewarping out;
  out.skew_degrees = -std::atan(slope_of(seen, dpi)) * kDegree;
  std::vector<LineTrack> print = turned(seen, page, out.skew_degrees);
  BSplineSurface surface(page.width, page.height, kAcross * dpi, kDown * dpi);
  surface.fit(print, kTolerance * x_height);
  TrackExtent span = span_of(print, page);
  if (relief(surface, span, dpi) < kMaybe * x_height &&
      !sides_lean(lean_with(find_column_edges(print, dpi)), span))
    return std::nullopt;
  // Rows of narrow columns tell little of the whole page; rulings do.
  out.skew_degrees -= fall(surface, span, span.top, span.bottom);
  print = turned(seen, page, out.skew_degrees);
  std::vector<LineTrack> all = turned(trace_rulings(ink, dpi), page, out.skew_degrees);
  all.insert(all.end(), print.begin(), print.end());
  surface.fit(all, kTolerance * x_height);
  std::vector<VerticalEdge> edges =
      turned(trace_vertical_rulings(ink, dpi), page, out.skew_degrees);
  for (VerticalEdge& side : find_column_edges(print, dpi)) edges.push_back(std::move(side));
  const EdgeSlant lean = lean_with(edges);
  span = span_of(all, page);
  const bool leans = sides_lean(lean, span);
  const bool is_warped = relief(surface, span, dpi) >= kBent * x_height &&
                         explains(surface, all, kTolerance * x_height, dpi);
  if (!is_warped && !leans) return std::nullopt;
  out.has_perspective = leans || rows_converge(surface, span);
  out.warp = make_displacement_field(surface, lean, page);
  if (!out.warp.is_fold_free()) return std::nullopt;
  return out;
}

}  // namespace codau::image
