#include "image/missing_rulings.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "core/box.h"
#include "image/pixels.h"

namespace codau::image {
namespace {

// In x-heights.
constexpr double kLowest = 0.57;  ///< of a letter; dots of rulings are lower
constexpr double kAside = 0.46;   ///< white on both sides of a line down: more than between words
constexpr double kAbove = 0.34;   ///< white above and below a line across

/// Where the columns, or the rows, of a table begin and end.
struct Bounds {
  std::vector<std::int32_t> begins, ends;
};

Bounds bounds_of(const Grid& grid, bool across) {
  const std::size_t count = across ? grid.columns : grid.rows;
  Bounds out{std::vector<std::int32_t>(count, -1), std::vector<std::int32_t>(count, -1)};
  for (const GridCell& cell : grid.cells) {
    const std::uint32_t first = across ? cell.column : cell.row;
    const std::uint32_t span = across ? cell.column_span : cell.row_span;
    out.begins[first] = across ? cell.box.left : cell.box.top;
    out.ends[first + span - 1] = across ? cell.box.right : cell.box.bottom;
  }
  return out;
}

/// A part of the columns, or rows, of a merged cell.
struct Part {
  std::uint32_t first = 0, span = 0;
  std::int32_t begin = 0, end = 0;
};

std::vector<Part> parts_of(const Bounds& bounds, Part whole, const std::vector<Box>& letters,
                           bool across, std::int32_t white) {
  const auto is_near = [&](std::int32_t line) {
    return std::ranges::any_of(letters, [&](const Box& letter) {
      const std::int32_t begin = across ? letter.left : letter.top,
                         end = across ? letter.right : letter.bottom;
      return begin < line + white && end > line - white;
    });
  };
  std::vector<Part> out;
  Part open = whole;
  for (std::uint32_t i = whole.first + 1; i < whole.first + whole.span; ++i) {
    const std::int32_t before = bounds.ends[i - 1], behind = bounds.begins[i];
    if (before < 0 || behind < 0 || is_near((before + behind) / 2)) continue;
    out.push_back({open.first, i - open.first, open.begin, before});
    open = {i, whole.first + whole.span - i, behind, whole.end};
  }
  out.push_back(open);
  return out;
}

bool is_merged_twice(const GridCell& cell) { return cell.row_span > 1 && cell.column_span > 1; }

bool is_whole_row(const GridCell& cell, const Grid& grid) {
  constexpr std::uint32_t kLeastColumns = 3;  // a label and its value stand in two
  return cell.row_span == 1 && cell.column_span == grid.columns && grid.columns >= kLeastColumns &&
         grid.rows > 1;
}

bool may_be_parted(const GridCell& cell, const Grid& grid) {
  return is_merged_twice(cell) || is_whole_row(cell, grid);
}

/// Whether each of `columns` has print of its own.
bool has_print_in_all(const std::vector<Part>& columns, const std::vector<Box>& letters) {
  return std::ranges::all_of(columns, [&letters](const Part& column) {
    return std::ranges::any_of(letters, [&column](const Box& letter) {
      return column.begin <= centre_x(letter) && centre_x(letter) < column.end;
    });
  });
}

void part(const CleanPage& page, const std::vector<Box>& letters, Grid& grid) {
  const Bounds columns_of = bounds_of(grid, true), rows_of = bounds_of(grid, false);
  std::vector<GridCell> cells;
  for (const GridCell& cell : grid.cells) {
    const Box& box = cell.box;
    if (!may_be_parted(cell, grid)) {
      cells.push_back(cell);
      continue;
    }
    std::vector<Box> inside;
    std::ranges::copy_if(letters, std::back_inserter(inside),
                         [&box](const Box& b) { return intersect(b, box); });
    const auto columns = parts_of(columns_of, {cell.column, cell.column_span, box.left, box.right},
                                  inside, true, page.pixels(kAside));
    if (is_whole_row(cell, grid) &&
        (columns.size() < grid.columns || !has_print_in_all(columns, inside))) {
      cells.push_back(cell);
      continue;
    }
    const auto rows = parts_of(rows_of, {cell.row, cell.row_span, box.top, box.bottom}, inside,
                               false, page.pixels(kAbove));
    for (const Part& row : rows) {
      for (const Part& column : columns)
        cells.push_back({row.first,
                         column.first,
                         row.span,
                         column.span,
                         {column.begin, row.begin, column.end, row.end}});
    }
  }
  std::ranges::sort(cells, {},
                    [](const GridCell& cell) { return std::pair(cell.row, cell.column); });
  grid.cells = std::move(cells);
}

}  // namespace

void part_merged_cells(const CleanPage& page, std::vector<Grid>& grids) {
  std::vector<Box> letters;
  for (Grid& grid : grids) {
    const auto may_be = [&grid](const GridCell& cell) { return may_be_parted(cell, grid); };
    if (std::ranges::none_of(grid.cells, may_be)) continue;
    if (letters.empty()) {
      letters = components(page.ink.get());
      std::erase_if(letters,
                    [&page](const Box& b) { return height_of(b) < kLowest * page.x_height; });
    }
    part(page, letters, grid);
  }
}

}  // namespace codau::image
