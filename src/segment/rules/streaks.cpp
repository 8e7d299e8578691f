#include "segment/rules/streaks.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "raster/pixels.h"

namespace codau::image {
namespace {

/// Of rows looked at together; a line of print is lower.
constexpr double kStripHeightInches = 0.24;
constexpr std::int32_t kMaxHoleRows = 4;  ///< without ink that end no line: its edges are rough
constexpr double kMaxStreakWidthInches = 0.12;
constexpr double kMaxStreakSlope = 0.01;  ///< columns a row: half a degree
constexpr double kMaxCourseOffsetColumns = 2;
/// Part of the sheet that it is seen on: all 163 streaks of 84 made pages are on more; at 0.2 black
/// beside a sheet that lies askew is taken for one.
constexpr double kMinSheetHeightShare = 0.3;
/// From the edge of the sheet to where it begins or ends: the nearest of 210 rulings on real scans
/// and page images leaves 0.40.
constexpr double kMaxSheetEdgeDistanceInches = 0.15;
// Where it breaks off in front of both edges. How far it goes on beyond the rulings across; how
// much of one is to be seen beside it.
constexpr double kMinOverrunInches = 0.1, kMinCrossingRulingInches = 0.2;
/// Of the rows of a strip at its ends: no letters in line.
constexpr double kMinStripInkShare = 0.9;
constexpr double kMaxCommonEndDistanceInches = 0.12;  ///< between ends of lines that end together
constexpr std::int32_t kEdgeRoughnessColumns = 4;     ///< beside it, inked by its own edge
/// Without ink where it goes on: it fades. With 0.04 and 0.08 one of 37 pages with streaks (seed
/// 9871) has 391 wrong characters, with 0.12 it has 5.
constexpr double kMaxFadedLengthInches = 0.12;
constexpr double kBlackHalfWidthInches = 0.2;  ///< strokes of letters are shorter
constexpr double kMinEdgeInkShare = 0.1, kMinCoreInkShare = 0.6;  ///< of the ink in its middle

/// Columns of a strip of rows that are inked all the way, as words of a 1-bit picture. A column
/// takes ink from its neighbours: a line that leans changes from one to the next.
std::vector<std::uint32_t> lined(Pix* ink, std::int32_t top, std::int32_t bottom) {
  const auto words = static_cast<std::size_t>((pixGetWidth(ink) + 31) / 32);
  std::vector<std::uint32_t> out(words, ~0U), any(words);
  for (std::int32_t y = top; y + kMaxHoleRows <= bottom; y += kMaxHoleRows) {
    std::ranges::fill(any, 0U);
    for (std::int32_t i = 0; i < kMaxHoleRows; ++i) {
      const std::uint32_t* line = get_row(ink, y + i);
      for (std::size_t w = 0; w < words; ++w) any[w] |= line[w];
    }
    for (std::size_t w = 0; w < words; ++w) {
      const std::uint32_t before = w > 0 ? any[w - 1] << 31U : 0,
                          behind = w + 1 < words ? any[w + 1] >> 31U : 0;
      out[w] &= any[w] | any[w] >> 1U | before | any[w] << 1U | behind;
    }
  }
  return out;
}

/// Middles of the runs of set columns that are narrow enough.
std::vector<double> narrow_runs(const std::vector<std::uint32_t>& columns, std::int32_t width,
                                double widest) {
  std::vector<double> out;
  for (std::int32_t x = 0; x < width; ++x) {
    if (columns[static_cast<std::size_t>(x / 32)] == 0) {
      x |= 31;
      continue;
    }
    if (GET_DATA_BIT(columns.data(), x) == 0) continue;
    const std::int32_t from = x;
    while (x + 1 < width && GET_DATA_BIT(columns.data(), x + 1) != 0) ++x;
    if (x - from < widest) out.push_back((from + x) / 2.0);
  }
  return out;
}

/// A line followed from strip to strip: its middle, by row.
using Course = std::vector<LinePoint>;

std::vector<Course> courses(Pix* ink, std::int32_t dpi) {
  std::vector<Course> out;
  const std::int32_t strip =
      static_cast<std::int32_t>(kStripHeightInches * dpi) / kMaxHoleRows * kMaxHoleRows;
  for (std::int32_t top = 0; strip > 0 && top + strip <= pixGetHeight(ink); top += strip) {
    const LinePoint at{top + strip / 2.0, 0};
    for (const double x :
         narrow_runs(lined(ink, top, top + strip), pixGetWidth(ink), kMaxStreakWidthInches * dpi)) {
      const auto goes_on = [&](const Course& course) {
        const LinePoint& last = course.back();
        return last.along < at.along &&
               std::abs(last.across - x) <= 1 + kMaxStreakSlope * (at.along - last.along);
      };
      const auto found = std::ranges::find_if(out, goes_on);
      if (found == out.end()) {
        out.push_back({{at.along, x}});
      } else {
        found->push_back({at.along, x});
      }
    }
  }
  return out;
}

class Tracer {
 public:
  Tracer(Pix* ink, std::int32_t dpi)
      : ink_(ink), dpi_(dpi), width_(pixGetWidth(ink)), height_(pixGetHeight(ink)) {}

  [[nodiscard]] std::optional<Streak> line(const Course& course) const {
    const auto seen = static_cast<double>(course.size());
    if (seen * kStripHeightInches * dpi_ < kMinSheetHeightShare * height_) return std::nullopt;
    const auto middle = fit_theil_sen_line(course, 0.8 * seen, kMaxCourseOffsetColumns);
    if (!middle || std::abs(middle->slope) > kMaxStreakSlope) return std::nullopt;
    Streak out = traced(*middle);
    if (out.rows.empty() || out.width > kMaxStreakWidthInches * dpi_) return std::nullopt;
    return out;
  }

  /// Begins or ends at an edge of the sheet.
  [[nodiscard]] bool is_at_edge(const Streak& line) const {
    const double half = line.width / 2.0;
    const Rows sheet = sheet_at({line.left.intercept + half, line.left.slope});
    return std::min(line.rows.front().top - sheet.top, sheet.bottom - line.rows.back().bottom) <=
           kMaxSheetEdgeDistanceInches * dpi_;
  }

  /// From its first to its last strip that is inked all the way; empty without one.
  [[nodiscard]] Rows solid_part(const Streak& line) const {
    const std::int32_t top = line.rows.front().top, bottom = line.rows.back().bottom,
                       strip = static_cast<std::int32_t>(kStripHeightInches * dpi_);
    std::int32_t inks = 0;  // rows of the strip that ends here
    Rows out;
    for (std::int32_t y = top; y < bottom; ++y) {
      inks += is_inked(line, y) ? 1 : 0;
      if (y - strip >= top) inks -= is_inked(line, y - strip) ? 1 : 0;
      if (y + 1 - strip < top || inks < kMinStripInkShare * strip) continue;
      if (out.bottom == 0) out.top = y + 1 - strip;
      out.bottom = y + 1;
    }
    return out;
  }

  /// Goes on at both ends beyond the rulings across that meet it; some do.
  [[nodiscard]] bool goes_beyond_rulings(const Streak& line, const Rows& part) const {
    if (part.bottom == 0) return false;
    const auto beyond = static_cast<std::int32_t>(kMinOverrunInches * dpi_);
    bool meets = false;
    for (std::int32_t y = part.top - beyond; y < part.bottom + beyond; ++y) {
      if (!is_met_at(line, y)) continue;
      if (y < part.top + beyond || y >= part.bottom - beyond) return false;
      meets = true;
    }
    return meets;
  }

  [[nodiscard]] Streak traced(const FittedLine& middle) const {
    const auto farthest = static_cast<std::int32_t>(kMaxStreakWidthInches * dpi_ / 2) + 2;
    const Streak out = traced(middle, farthest);
    return out.rows.empty() ? traced(middle, farthest / 2) : out;  // another may run beside it
  }

 private:
  /// `reach`: columns beside its middle that may belong to it.
  [[nodiscard]] Streak traced(const FittedLine& middle, std::int32_t reach) const {
    const std::vector<double> share = profile(middle, reach);
    const auto most = std::ranges::max_element(share);
    const auto span = [&](double least) {
      const auto less = [&](double part) { return part < least * *most; };
      const auto from = std::find_if(std::reverse_iterator(most), share.rend(), less).base();
      const auto width = std::find_if(most, share.end(), less) - from;
      const auto left = static_cast<double>(from - share.begin() - reach);
      return std::pair(FittedLine{middle.intercept + left, middle.slope},
                       static_cast<std::int32_t>(width));
    };
    if (*most == 0) return {};
    const auto [left, width] = span(kMinEdgeInkShare);
    const auto [inner, core] = span(kMinCoreInkShare);
    return {left, width, rows_of(inner, core, sheet_at(middle))};
  }

  [[nodiscard]] bool is_inked(const Streak& line, std::int32_t y) const {
    const auto x = static_cast<std::int32_t>(std::lround(line.left.at(y)));
    return 3 * inked(x, x + line.width, y) >= line.width;
  }

  /// By a ruling across, at either side.
  [[nodiscard]] bool is_met_at(const Streak& line, std::int32_t y) const {
    const auto across = static_cast<std::int32_t>(kMinCrossingRulingInches * dpi_),
               left =
                   static_cast<std::int32_t>(std::lround(line.left.at(y))) - kEdgeRoughnessColumns,
               right = left + line.width + 2 * kEdgeRoughnessColumns;
    const auto is_ruling = [&](std::int32_t from, std::int32_t to) {
      std::int32_t run = 0;
      for (std::int32_t x = from; x < to && run < across; ++x)
        run = count_ink_pixels(ink_, {x, y - 1, x + 1, y + 2}) > 0 ? run + 1 : 0;
      return run >= across;
    };
    return is_ruling(left - 2 * across, left) || is_ruling(right, right + 2 * across);
  }
  [[nodiscard]] std::int64_t inked(std::int32_t from, std::int32_t to, std::int32_t y) const {
    return count_ink_pixels(ink_, {from, y, to, y + 1});
  }

  /// In what part of the rows where it stands alone each column around its middle is inked. At the
  /// edges of the sheet no ruling stands beside it.
  [[nodiscard]] std::vector<double> profile(const FittedLine& middle, std::int32_t reach) const {
    constexpr double kSheetEndInches = 0.35;  // less than a ruling leaves
    constexpr std::int32_t kMinProfileRows = 30;
    std::vector<double> out(static_cast<std::size_t>(2 * reach + 1), 0);
    const auto margin = std::min(height_ / 2, static_cast<std::int32_t>(kSheetEndInches * dpi_));
    std::int32_t rows =
        add(middle, {0, margin}, reach, out) + add(middle, {height_ - margin, height_}, reach, out);
    if (rows < kMinProfileRows) rows += add(middle, {margin, height_ - margin}, reach, out);
    for (double& share : out) share /= std::max(1, rows);
    return out;
  }

  /// Returns how many of `part` were added to `inks`.
  [[nodiscard]] std::int32_t add(const FittedLine& middle, const Rows& part, std::int32_t reach,
                                 std::vector<double>& inks) const {
    constexpr std::int32_t kClearColumns = 4;  // at both sides
    std::int32_t rows = 0;
    for (std::int32_t y = part.top; y < part.bottom; ++y) {
      const auto x = static_cast<std::int32_t>(std::lround(middle.at(y)));
      const std::int32_t from = x - reach, to = x + reach + 1;
      if (inked(from - kClearColumns, from, y) + inked(to, to + kClearColumns, y) > 0) continue;
      if (inked(x - 2, x + 3, y) == 0) continue;
      ++rows;
      for (std::int32_t i = from; i < to; ++i)
        inks[static_cast<std::size_t>(i - from)] += static_cast<double>(inked(i, i + 1, y));
    }
    return rows;
  }

  /// Beyond the edge of the sheet all may be black.
  [[nodiscard]] Rows sheet_at(const FittedLine& middle) const {
    const auto black = static_cast<std::int32_t>(kBlackHalfWidthInches * dpi_);
    const auto is_black = [&](std::int32_t y) {
      const auto x = static_cast<std::int32_t>(std::lround(middle.at(y)));
      return inked(x - black, x + black, y) == 2 * black;
    };
    Rows sheet{0, height_};
    while (sheet.top < height_ && is_black(sheet.top)) ++sheet.top;
    while (sheet.bottom > sheet.top && is_black(sheet.bottom - 1)) --sheet.bottom;
    return sheet;
  }

  /// Where at least half of its inside is inked.
  [[nodiscard]] std::vector<Rows> rows_of(const FittedLine& left, std::int32_t width,
                                          const Rows& sheet) const {
    const double hole = kMaxFadedLengthInches * dpi_, shortest = kStripHeightInches * dpi_;
    std::vector<Rows> out;
    for (std::int32_t y = sheet.top; y < sheet.bottom; ++y) {
      const auto x = static_cast<std::int32_t>(std::lround(left.at(y)));
      if (2 * inked(x, x + width, y) < width) continue;
      if (out.empty() || y - out.back().bottom > hole) out.push_back({y, y});
      out.back().bottom = y + 1;
    }
    std::erase_if(out, [shortest](const Rows& rows) { return rows.bottom - rows.top < shortest; });
    return out;
  }

  Pix* ink_;
  std::int32_t dpi_, width_, height_;
};

}  // namespace

Box box_of(const Streak& streak) {
  if (streak.rows.empty()) return {};
  const std::int32_t top = streak.rows.front().top, bottom = streak.rows.back().bottom;
  const auto [left, right] = std::minmax({streak.left.at(top), streak.left.at(bottom)});
  return {static_cast<std::int32_t>(std::floor(left)), top,
          static_cast<std::int32_t>(std::ceil(right)) + streak.width, bottom};
}

std::vector<Streak> find_streaks(const Pix* ink, std::int32_t dpi) {
  const Tracer tracer(writable(ink), dpi);
  std::vector<Streak> lines;
  for (const Course& course : courses(writable(ink), dpi)) {
    if (auto line = tracer.line(course)) lines.push_back(std::move(*line));
  }
  std::vector<Rows> parts;
  for (const Streak& line : lines) parts.push_back(tracer.solid_part(line));
  // The lines down of a table without lines across begin and end together.
  const auto is_of_table = [&](std::size_t one) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (std::abs(lines[i].left.intercept - lines[one].left.intercept) >
              kMaxStreakWidthInches * dpi &&
          std::abs(parts[i].top - parts[one].top) <= kMaxCommonEndDistanceInches * dpi &&
          std::abs(parts[i].bottom - parts[one].bottom) <= kMaxCommonEndDistanceInches * dpi)
        return true;
    }
    return false;
  };
  std::vector<Streak> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (tracer.is_at_edge(lines[i]) ||
        (tracer.goes_beyond_rulings(lines[i], parts[i]) && !is_of_table(i)))
      out.push_back(lines[i]);
  }
  return out;
}

Streak trace_streak(const FittedLine& middle, const Pix* ink, std::int32_t dpi) {
  return Tracer(writable(ink), dpi).traced(middle);
}

}  // namespace codau::image
