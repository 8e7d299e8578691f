#include "layout/merged_cells.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "core/box.h"
#include "layout/row_boundaries.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

constexpr double kMinPrintHeightXHeights = 0.57;  ///< dots of rulings are lower
constexpr double kMinWhiteBesideXHeights = 0.46;  ///< a line down: more than between words
constexpr double kMinWhiteAboveXHeights = 0.34;   ///< a line across, and below

/// Where the columns, or the rows, of a table begin and end.
struct Bounds {
  std::vector<std::int32_t> begins, ends;
};

Bounds bounds_of(const CellGrid& grid, bool across) {
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
struct CellPart {
  std::uint32_t first = 0, span = 0;
  std::int32_t begin = 0, end = 0;
};

std::vector<CellPart> parts_of(const Bounds& bounds, CellPart whole,
                               const std::vector<Box>& letters, bool across, std::int32_t white) {
  const auto is_near = [&](std::int32_t line) {
    return std::ranges::any_of(letters, [&](const Box& letter) {
      const std::int32_t begin = across ? letter.left : letter.top,
                         end = across ? letter.right : letter.bottom;
      return begin < line + white && end > line - white;
    });
  };
  std::vector<CellPart> out;
  CellPart open = whole;
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

/// Of rows to part; a label and its value stand in two.
constexpr std::uint32_t kMinPartedColumns = 3;

bool is_whole_row(const GridCell& cell, const CellGrid& grid) {
  return cell.row_span == 1 && cell.column_span == grid.columns &&
         grid.columns >= kMinPartedColumns && grid.rows > 1;
}

bool may_be_parted(const GridCell& cell, const CellGrid& grid) {
  return is_merged_twice(cell) || is_whole_row(cell, grid);
}

/// Whether each of `columns` has print of its own.
bool has_print_in_all(const std::vector<CellPart>& columns, const std::vector<Box>& letters) {
  return std::ranges::all_of(columns, [&letters](const CellPart& column) {
    return std::ranges::any_of(letters, [&column](const Box& letter) {
      return column.begin <= centre_x(letter) && centre_x(letter) < column.end;
    });
  });
}

void part(const CleanPage& page, const std::vector<Box>& letters, CellGrid& grid) {
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
                                  inside, true, page.to_pixels(kMinWhiteBesideXHeights));
    if (is_whole_row(cell, grid) &&
        (columns.size() < grid.columns || !has_print_in_all(columns, inside))) {
      cells.push_back(cell);
      continue;
    }
    const auto rows = parts_of(rows_of, {cell.row, cell.row_span, box.top, box.bottom}, inside,
                               false, page.to_pixels(kMinWhiteAboveXHeights));
    for (const CellPart& row : rows) {
      for (const CellPart& column : columns)
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

/// The cells of a row that has each column once; none for any other row.
std::vector<GridCell> whole_row(const CellGrid& grid, std::uint32_t row) {
  std::vector<GridCell> out;
  for (const GridCell& cell : grid.cells) {
    if (cell.row > row || cell.row + cell.row_span <= row) continue;
    if (cell.row_span != 1 || cell.column_span != 1) return {};
    out.push_back(cell);
  }
  return out;
}

/// Where the rows in one ruled row end but the last, each with print in its first column.
std::vector<std::int32_t> rows_in(const std::vector<GridCell>& row, const std::vector<Box>& letters,
                                  double x_height) {
  std::vector<std::int32_t> columns{row.front().box.left};
  for (const GridCell& cell : row) columns.push_back(cell.box.right);
  const Box all = united(row.front().box, row.back().box);
  std::vector<Box> inside;
  std::ranges::copy_if(letters, std::back_inserter(inside),
                       [&all](const Box& b) { return contains_centre(all, b); });
  std::vector<std::int32_t> cuts = find_row_boundaries(inside, columns, x_height);
  std::int32_t top = all.top;
  std::vector<std::int32_t> ends = cuts;
  ends.push_back(all.bottom);
  for (const std::int32_t end : ends) {
    const Box first{columns[0], top, columns[1], end};
    if (std::ranges::none_of(inside, [&](const Box& b) { return contains_centre(first, b); }))
      return {};
    top = end;
  }
  return cuts;
}

void part_row(std::uint32_t row, const std::vector<std::int32_t>& cuts, CellGrid& grid) {
  const auto more = static_cast<std::uint32_t>(cuts.size());
  std::vector<GridCell> cells;
  for (const GridCell& cell : grid.cells) {
    GridCell part = cell;
    if (cell.row > row) part.row += more;
    if (cell.row != row) {
      cells.push_back(part);
      continue;
    }
    for (std::uint32_t i = 0; i <= more; ++i) {
      part.row = row + i;
      part.box.top = i == 0 ? cell.box.top : cuts[i - 1];
      part.box.bottom = i == more ? cell.box.bottom : cuts[i];
      cells.push_back(part);
    }
  }
  std::ranges::sort(cells, {},
                    [](const GridCell& cell) { return std::pair(cell.row, cell.column); });
  grid.cells = std::move(cells);
  grid.rows += more;
}

std::vector<Box> find_letters(const CleanPage& page) {
  std::vector<Box> out = find_components(page.ink.get());
  std::erase_if(out, [&page](const Box& b) {
    return height_of(b) < kMinPrintHeightXHeights * page.x_height;
  });
  return out;
}

}  // namespace

void split_merged_rows(const CleanPage& page, std::vector<CellGrid>& grids) {
  constexpr double kMinTwoRowHeightXHeights = 6;  // of two rows of one line
  std::vector<Box> letters;
  for (CellGrid& grid : grids) {
    if (grid.columns < kMinPartedColumns) continue;
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
      const std::vector<GridCell> cells = whole_row(grid, row);
      if (cells.size() != grid.columns ||
          height_of(cells[0].box) < kMinTwoRowHeightXHeights * page.x_height)
        continue;
      if (letters.empty()) letters = find_letters(page);
      const std::vector<std::int32_t> cuts = rows_in(cells, letters, page.x_height);
      if (cuts.empty()) continue;
      part_row(row, cuts, grid);
      row += static_cast<std::uint32_t>(cuts.size());
    }
  }
}

void split_merged_cells(const CleanPage& page, std::vector<CellGrid>& grids) {
  std::vector<Box> letters;
  for (CellGrid& grid : grids) {
    const auto may_be = [&grid](const GridCell& cell) { return may_be_parted(cell, grid); };
    if (std::ranges::none_of(grid.cells, may_be)) continue;
    if (letters.empty()) letters = find_letters(page);
    part(page, letters, grid);
  }
}

}  // namespace codau::image
