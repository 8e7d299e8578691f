#include "layout/row_boundaries.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <utility>

#include "core/box.h"
#include "core/percentile.h"

namespace codau::image {
namespace {

constexpr double kMaxLineCentreSpreadXHeights = 1.38;  ///< of the middles of a line's letters
constexpr double kMaxOrdinalColumnXHeights = 8.6;      ///< width of a column of ordinals
/// Of the distance of lines in a cell: rows are further apart. Word's "spacing 3 pt before, 3 pt
/// after" makes 1.35 of it.
constexpr double kMinRowPitchRatio = 1.2;

/// A line of one column.
struct ColumnLine {
  std::size_t column = 0;
  std::int32_t top = 0, bottom = 0;
  std::int32_t base = 0;  ///< where most of its letters stand
};

ColumnLine make_column_line(std::span<const Box> letters, std::size_t column) {
  ColumnLine out{column, letters.front().top, letters.front().bottom, 0};
  std::vector<std::int32_t> feet;
  for (const Box& letter : letters) {
    out.top = std::min(out.top, letter.top);
    out.bottom = std::max(out.bottom, letter.bottom);
    feet.push_back(letter.bottom);
  }
  out.base = median(std::move(feet));
  return out;
}

/// The lines of all columns, those of one column from the top down.
std::vector<ColumnLine> find_column_lines(std::vector<Box> letters,
                                          const std::vector<std::int32_t>& columns,
                                          double x_height) {
  const auto column_of = [&columns](const Box& letter) {
    const auto right = std::ranges::upper_bound(columns, centre_x(letter));
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(right - columns.begin(), 1) - 1);
  };
  const auto middle = [](const Box& letter) { return letter.top + letter.bottom; };
  std::ranges::sort(
      letters, {}, [&](const Box& letter) { return std::pair(column_of(letter), middle(letter)); });
  std::vector<ColumnLine> out;
  for (auto from = letters.begin(); from != letters.end();) {
    const std::size_t column = column_of(*from);
    const auto to = std::find_if(from, letters.end(), [&](const Box& letter) {
      return column_of(letter) != column ||
             middle(letter) - middle(*from) >= 2 * kMaxLineCentreSpreadXHeights * x_height;
    });
    out.push_back(make_column_line({from, to}, column));
    from = to;
  }
  return out;
}

/// How far apart lines of one cell are: a quarter of all lines is nearer to the one above. 0 where
/// no column has two.
std::int32_t pitch_of(const std::vector<ColumnLine>& lines) {
  std::vector<std::int32_t> steps;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].column == lines[i - 1].column) steps.push_back(lines[i].base - lines[i - 1].base);
  }
  return percentile(std::move(steps), 25);
}

/// Those of `cuts`, which ascend, across which no column goes on as within a cell.
std::vector<std::int32_t> between_cells(const std::vector<ColumnLine>& lines, double apart,
                                        const std::vector<std::int32_t>& cuts) {
  std::vector<bool> within(cuts.size(), false);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const ColumnLine &above = lines[i - 1], &below = lines[i];
    if (above.column != below.column || below.base - above.base >= apart) continue;
    auto cut = std::ranges::lower_bound(cuts, above.bottom);
    for (; cut != cuts.end() && *cut < below.top; ++cut)
      within[static_cast<std::size_t>(cut - cuts.begin())] = true;
  }
  std::vector<std::int32_t> out;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    if (!within[i]) out.push_back(cuts[i]);
  }
  return out;
}

/// Middles of what is white across all columns.
std::vector<std::int32_t> white_of(std::vector<ColumnLine> lines) {
  std::ranges::sort(lines, {}, &ColumnLine::top);
  std::vector<std::int32_t> out;
  std::int32_t bottom = lines.front().bottom;
  for (const ColumnLine& line : lines) {
    if (line.top > bottom) out.push_back((bottom + line.top) / 2);
    bottom = std::max(bottom, line.bottom);
  }
  return out;
}

/// Two ordinals in a row belong to two rows. The first row may be a header of several lines: "Số",
/// "thứ", "tự".
bool parts_ordinals(const std::vector<ColumnLine>& lines, const std::vector<std::int32_t>& cuts) {
  constexpr std::size_t kMaxHeaderLines = 3;
  std::vector<std::int32_t> numbers;  // in each row but the first
  std::size_t in_header = 0;
  for (const ColumnLine& line : lines) {
    if (line.column > 0) break;
    if (line.base < cuts.front()) {
      if (++in_header > kMaxHeaderLines) return false;
      continue;
    }
    const auto row =
        static_cast<std::int32_t>(std::ranges::upper_bound(cuts, line.base) - cuts.begin());
    if (!numbers.empty() && numbers.back() == row) return false;
    numbers.push_back(row);
  }
  return true;
}

}  // namespace

std::vector<std::int32_t> find_row_boundaries(std::vector<Box> letters,
                                              const std::vector<std::int32_t>& columns,
                                              double x_height) {
  if (letters.empty() || columns[1] - columns[0] > kMaxOrdinalColumnXHeights * x_height) return {};
  const std::vector<ColumnLine> lines = find_column_lines(std::move(letters), columns, x_height);
  const std::int32_t pitch = pitch_of(lines);
  std::vector<std::int32_t> cuts = between_cells(lines, kMinRowPitchRatio * pitch, white_of(lines));
  if (cuts.empty() || !parts_ordinals(lines, cuts)) return {};
  return cuts;
}

}  // namespace codau::image
