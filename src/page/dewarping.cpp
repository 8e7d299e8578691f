#include "page/dewarping.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <utility>

#include "core/percentile.h"
#include "page/dewarping_fit.h"
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

struct Page {
  double width = 0, height = 0;
  std::int32_t dpi = 0;
  [[nodiscard]] Point middle() const { return {width / 2, height / 2}; }
};

double slope_of(const std::vector<Track>& tracks, std::int32_t dpi) {
  std::vector<double> slopes;
  for (const Track& track : tracks) {
    if (track.points.back().along - track.points.front().along < kLongRow * dpi) continue;
    if (const auto line = fit_line(track.points, 0, 0)) slopes.push_back(line->slope);
  }
  return median(std::move(slopes));
}

EdgePoint turned(const EdgePoint& p, const Page& page, double degrees) {
  const Point at = turned_about(page.middle(), {p.along, p.at}, degrees);
  return {at.x, at.y};
}

std::vector<Track> turned(std::vector<Track> tracks, const Page& page, double degrees) {
  for (Track& track : tracks) {
    for (EdgePoint& p : track.points) p = turned(p, page, degrees);
    track.begin = turned(track.begin, page, degrees);
    track.end = turned(track.end, page, degrees);
  }
  return tracks;
}

std::vector<Upright> turned(std::vector<Upright> uprights, const Page& page, double degrees) {
  for (Upright& upright : uprights) {
    for (EdgePoint& p : upright) {
      const Point at = turned_about(page.middle(), {p.at, p.along}, degrees);
      p = {at.y, at.x};
    }
  }
  return uprights;
}

/// What the tracks span.
struct Span {
  double left = 0, top = 0, right = 0, bottom = 0;
};
Span span_of(const std::vector<Track>& tracks, const Page& page) {
  Span out{page.width, page.height, 0, 0};
  for (const Track& track : tracks) {
    out = {std::min(out.left, track.begin.along), std::min(out.top, track.begin.at),
           std::max(out.right, track.end.along), std::max(out.bottom, track.begin.at)};
  }
  return out;
}

/// By how much the surface rises and sinks from side to side, at the median of heights.
double relief(const Surface& surface, const Span& span, std::int32_t dpi) {
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
double off_level(const std::vector<Track>& tracks, double tolerance, const Down& down) {
  double sum = 0;
  for (const Track& track : tracks) {
    std::vector<double> heights;
    for (const EdgePoint& p : track.points) heights.push_back(p.at - down(p));
    const double level = median(heights);
    for (const double height : heights)
      sum += std::pow(std::min(std::abs(height - level), 2 * tolerance), 2);
  }
  return sum;
}

/// Whether the surface tells how the tracks run, better than that they are straight and alike does.
bool explains(const Surface& surface, const std::vector<Track>& tracks, double tolerance,
              std::int32_t dpi) {
  const double slope = slope_of(tracks, dpi);
  const double straight =
      off_level(tracks, tolerance, [slope](const EdgePoint& p) { return slope * p.along; });
  return off_level(tracks, tolerance, [&surface](const EdgePoint& p) {
           return surface.at(p.along, p.at);
         }) < kLeft * straight;
}

/// Degrees by which rows between two heights fall from side to side.
double fall(const Surface& surface, const Span& span, double top, double bottom) {
  constexpr int kTimes = 5;  // rows that are looked at
  double sum = 0;
  for (int i = 0; i < kTimes; ++i) {
    const double y = top + (bottom - top) * i / (kTimes - 1);
    sum += surface.at(span.right, y) - surface.at(span.left, y);
  }
  return std::atan2(sum / kTimes, span.right - span.left) * kDegree;
}

bool sides_lean(const Lean& lean, const Span& span) {
  const double left = std::atan(lean.at(span.left)) * kDegree,
               right = std::atan(lean.at(span.right)) * kDegree;
  return std::abs(left - right) >= kSidesLean || std::abs(left + right) / 2 >= kSidesLean;
}

bool rows_converge(const Surface& surface, const Span& span) {
  const double quarter = (span.bottom - span.top) / 4;
  return std::abs(fall(surface, span, span.top, span.top + quarter) -
                  fall(surface, span, span.bottom - quarter, span.bottom)) >= kConverge;
}

Bend bend_of(const Surface& surface, const Lean& lean, const Page& page) {
  Bend out;
  out.step = std::max(8, static_cast<std::int32_t>(kKnots * page.dpi));
  out.columns = static_cast<std::int32_t>(page.width) / out.step + 2;
  out.rows = static_cast<std::int32_t>(page.height) / out.step + 2;
  for (std::int32_t row = 0; row < out.rows; ++row) {
    for (std::int32_t column = 0; column < out.columns; ++column) {
      const Point flat{static_cast<double>(column) * out.step, static_cast<double>(row) * out.step};
      const double off_x = lean.at(flat.x) * (flat.y - page.height / 2);
      double off_y = 0;
      for (int i = 0; i < 6; ++i) off_y = surface.at(flat.x + off_x, flat.y + off_y);
      out.off.push_back({off_x, off_y});
    }
  }
  return out;
}

}  // namespace

std::optional<Flattening> find_bend(const Pix* ink, const std::vector<Box>& components,
                                    std::int32_t x_height, std::int32_t dpi) {
  if (x_height == 0) return std::nullopt;
  const Page page{static_cast<double>(pixGetWidth(writable(ink))),
                  static_cast<double>(pixGetHeight(writable(ink))), dpi};
  const auto lean_with = [&page, dpi](const std::vector<Upright>& uprights) {
    return lean_of(uprights, page.middle().x, page.middle().y, dpi);
  };
  const std::vector<Track> seen = tracks_of_print(components, x_height);
  if (seen.empty()) return std::nullopt;
  Flattening out;
  out.skew_degrees = -std::atan(slope_of(seen, dpi)) * kDegree;
  std::vector<Track> print = turned(seen, page, out.skew_degrees);
  Surface surface(page.width, page.height, kAcross * dpi, kDown * dpi);
  surface.fit(print, kTolerance * x_height);
  Span span = span_of(print, page);
  if (relief(surface, span, dpi) < kMaybe * x_height &&
      !sides_lean(lean_with(sides_of(print, dpi)), span))
    return std::nullopt;
  // Rows of narrow columns tell little of the whole page; rulings do.
  out.skew_degrees -= fall(surface, span, span.top, span.bottom);
  print = turned(seen, page, out.skew_degrees);
  std::vector<Track> all = turned(tracks_of_rulings(ink, dpi), page, out.skew_degrees);
  all.insert(all.end(), print.begin(), print.end());
  surface.fit(all, kTolerance * x_height);
  std::vector<Upright> uprights = turned(rulings_down(ink, dpi), page, out.skew_degrees);
  for (Upright& side : sides_of(print, dpi)) uprights.push_back(std::move(side));
  const Lean lean = lean_with(uprights);
  span = span_of(all, page);
  const bool leans = sides_lean(lean, span);
  const bool bends = relief(surface, span, dpi) >= kBent * x_height &&
                     explains(surface, all, kTolerance * x_height, dpi);
  if (!bends && !leans) return std::nullopt;
  out.is_slanted = leans || rows_converge(surface, span);
  out.bend = bend_of(surface, lean, page);
  if (!out.bend.is_sound()) return std::nullopt;
  return out;
}

}  // namespace codau::image
