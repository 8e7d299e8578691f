#include "layout/torn_rulings.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "core/box.h"
#include "raster/pixels.h"

namespace codau::image {
namespace {

// In brackets: characters more wrong, of 555 as read, if the value is 20 % less and 20 % more
// (docs/experiments/torn-rulings.md, 50 pages of tables with double rulings).
// Lines of tables are as thick and as far apart whatever the print.
constexpr double kMaxSideDistanceInches = 0.08;     ///< from the side of a cell to a piece (0, 0)
constexpr double kMaxPieceThicknessInches = 0.025;  ///< (-2, +5)
constexpr double kMaxPieceOffsetInches = 0.01;      ///< of the pieces of one line from it (+5, 0)
constexpr double kMinSurePieceXHeights = 2.3;       ///< longer than letters (-1, 0)

/// The strokes, along sides of the cell, that a component consists of; none where it has other ink.
std::vector<Box> strokes_of(const Pix* ink, const Box& component, const Box& cell,
                            std::int32_t dpi) {
  const auto thin = static_cast<std::int32_t>(kMaxPieceThicknessInches * dpi),
             edge = static_cast<std::int32_t>(kMaxSideDistanceInches * dpi);
  const std::int32_t width = width_of(component), height = height_of(component);
  if (width <= thin || height <= thin) return {};
  const Box inner{component.left <= cell.left + edge ? thin : 0,
                  component.top <= cell.top + edge ? thin : 0,
                  width - (component.right >= cell.right - edge ? thin : 0),
                  height - (component.bottom >= cell.bottom - edge ? thin : 0)};
  if (inner == Box{0, 0, width, height}) return {};
  const PixPtr own_ink = extract_component(ink, component);
  if (count_ink_pixels(own_ink.get(), inner) > 0) return {};
  std::vector<Box> out;
  const auto add = [&](const Box& strip) {
    if (is_empty(strip)) return;
    const std::vector<Box> pieces = find_components_in(own_ink.get(), strip);
    if (pieces.empty()) return;
    Box stroke = pieces[0];
    for (const Box& piece : pieces) stroke = united(stroke, piece);
    out.push_back(translated(stroke, component.left, component.top));
  };
  add({0, 0, width, inner.top});
  add({0, inner.bottom, width, height});
  add({0, inner.top, inner.left, inner.bottom});
  add({inner.right, inner.top, width, inner.bottom});
  return out;
}

/// What of the ink of a cell may be pieces of lines down; all is transposed for lines across.
std::vector<Box> thin_at_sides(const std::vector<Box>& components, const Box& cell,
                               std::int32_t dpi) {
  std::vector<Box> out;
  std::ranges::copy_if(components, std::back_inserter(out), [&](const Box& b) {
    return width_of(b) <= kMaxPieceThicknessInches * dpi &&
           (b.right <= cell.left + kMaxSideDistanceInches * dpi ||
            b.left >= cell.right - kMaxSideDistanceInches * dpi);
  });
  return out;
}

bool is_in_line(const Box& piece, const Box& line, std::int32_t dpi) {
  return piece.left >= line.left - kMaxPieceOffsetInches * dpi &&
         piece.right <= line.right + kMaxPieceOffsetInches * dpi;
}

/// Those of `thin`, of all cells, that stand in line with a sure piece or with one of `lines`.
std::vector<Box> pieces_of_lines(std::vector<Box> thin, std::vector<Box> lines,
                                 const CleanPage& page) {
  std::ranges::copy_if(thin, std::back_inserter(lines), [&page](const Box& b) {
    return height_of(b) >= kMinSurePieceXHeights * page.x_height;
  });
  std::erase_if(thin, [&](const Box& b) {
    return std::ranges::none_of(lines,
                                [&](const Box& line) { return is_in_line(b, line, page.dpi); });
  });
  return thin;
}

std::vector<Box> transposed(const std::vector<Box>& boxes) {
  std::vector<Box> out;
  for (const Box& box : boxes) out.push_back(transposed(box));
  return out;
}

/// Strips beside a table: to the left and right, above and below; none where the page ends.
struct TableMargins {
  std::vector<Box> beside, over;
};
TableMargins around(const Box& table, const CleanPage& page) {
  const auto deep = page.to_pixels(kMinSurePieceXHeights);
  const auto [left, top, right, bottom] =
      intersection(inflated(table, deep), {0, 0, page.width, page.height});
  TableMargins out{
      {{left, table.top, table.left, table.bottom}, {table.right, table.top, right, table.bottom}},
      {{left, top, right, table.top}, {left, table.bottom, right, bottom}}};
  for (std::vector<Box>* sides : {&out.beside, &out.over})
    std::erase_if(*sides, [](const Box& side) { return is_empty(side); });
  return out;
}

/// Components of a strip that stand near to the table; what reaches farther is print, which the end
/// of the strip cuts.
std::vector<Box> near_components(const CleanPage& page, const Box& side, const Box& table) {
  const auto edge = static_cast<std::int32_t>(kMaxSideDistanceInches * page.dpi);
  std::vector<Box> out = find_components_in(page.ink.get(), side);
  std::erase_if(out, [&](const Box& b) { return !contains(inflated(table, edge), b); });
  return out;
}

}  // namespace

void erase_torn_rulings(CleanPage& page, const std::vector<GridCell>& cells,
                        const Rulings& rulings) {
  if (cells.empty()) return;
  std::vector<Box> down, over;  // what may be a piece of a line
  const auto look_down = [&](const std::vector<Box>& ink, const Box& cell) {
    std::ranges::copy(thin_at_sides(ink, cell, page.dpi), std::back_inserter(down));
  };
  const auto look_over = [&](const std::vector<Box>& ink, const Box& cell) {
    std::ranges::copy(thin_at_sides(transposed(ink), transposed(cell), page.dpi),
                      std::back_inserter(over));
  };
  Box table = cells[0].box;
  for (const GridCell& cell : cells) {
    table = united(table, cell.box);
    std::vector<Box> ink;
    for (const Box& component : find_components_in(page.ink.get(), cell.box)) {
      const std::vector<Box> strokes = strokes_of(page.ink.get(), component, cell.box, page.dpi);
      if (strokes.empty()) ink.push_back(component);
      std::ranges::copy(strokes, std::back_inserter(ink));
    }
    look_down(ink, cell.box);
    look_over(ink, cell.box);
  }
  const TableMargins sides = around(table, page);
  for (const Box& side : sides.beside) look_down(near_components(page, side, table), side);
  for (const Box& side : sides.over) look_over(near_components(page, side, table), side);
  std::vector<Box> pieces = pieces_of_lines(std::move(down), rulings.down, page);
  std::ranges::copy(transposed(pieces_of_lines(std::move(over), transposed(rulings.across), page)),
                    std::back_inserter(pieces));
  for (const Box& b : pieces) {
    clear_box(page.ink.get(), b);
    clear_box(page.grey.get(), inflated(b, 2));
  }
}

}  // namespace codau::image
