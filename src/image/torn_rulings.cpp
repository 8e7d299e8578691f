#include "image/torn_rulings.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <numeric>

#include "image/pixels.h"

namespace codau::image {
namespace {

// Inches; print of 12 to 14 points.
constexpr double kEdge = 0.08, kThin = 0.025;  ///< where pieces of rulings stand, and how thick
constexpr double kStem = 0.2;                  ///< longer than letters
constexpr double kPair = 0.05;                 ///< both strokes of a double line, where they touch
constexpr double kNext = 0.022;                ///< white between two letters, at most
constexpr double kTorn = 0.3;                  ///< of the height of a cell, that pieces cover
constexpr double kInLine = 0.01;               ///< how far pieces of one line stand from it

std::int32_t width_of(const Box& b) { return b.right - b.left; }
std::int32_t height_of(const Box& b) { return b.bottom - b.top; }

/// The ink of an island in a picture of its own; other islands may stand in its box.
PixPtr alone(const Pix* ink, const Box& island) {
  const PixPtr part = cut(ink, island, 0);
  PIXA* pieces = nullptr;
  BOXA* boxes = pixConnComp(part.get(), &pieces, 8);
  PixPtr out = own(pixCreateTemplate(part.get()));
  for (l_int32 i = 0; i < boxaGetCount(boxes); ++i) {
    l_int32 x = 0, y = 0, w = 0, h = 0;
    boxaGetBoxGeometry(boxes, i, &x, &y, &w, &h);
    if (Box{x, y, x + w, y + h} == whole(part.get())) out = own(pixaGetPix(pieces, i, L_COPY));
  }
  boxaDestroy(&boxes);
  pixaDestroy(&pieces);
  return out;
}

/// The strokes, along sides of the cell, that an island consists of; none where it has other ink.
std::vector<Box> strokes_of(const Pix* ink, const Box& island, const Box& cell, std::int32_t dpi) {
  const auto thin = static_cast<std::int32_t>(kThin * dpi),
             edge = static_cast<std::int32_t>(kEdge * dpi);
  const std::int32_t width = width_of(island), height = height_of(island);
  if (width <= thin || height <= thin) return {};
  const Box inner{island.left <= cell.left + edge ? thin : 0,
                  island.top <= cell.top + edge ? thin : 0,
                  width - (island.right >= cell.right - edge ? thin : 0),
                  height - (island.bottom >= cell.bottom - edge ? thin : 0)};
  if (inner == Box{0, 0, width, height}) return {};
  const PixPtr own_ink = alone(ink, island);
  if (ink_in(own_ink.get(), inner) > 0) return {};
  std::vector<Box> out;
  const auto add = [&](const Box& strip) {
    if (width_of(strip) <= 0 || height_of(strip) <= 0) return;
    const std::vector<Box> pieces = islands_in(own_ink.get(), strip);
    if (pieces.empty()) return;
    Box stroke = pieces[0];
    for (const Box& piece : pieces) grow(stroke, piece);
    out.push_back({island.left + stroke.left, island.top + stroke.top, island.left + stroke.right,
                   island.top + stroke.bottom});
  };
  add({0, 0, width, inner.top});
  add({0, inner.bottom, width, height});
  add({0, inner.top, inner.left, inner.bottom});
  add({inner.right, inner.top, width, inner.bottom});
  return out;
}

/// White between two boxes from left to right; 0 where they overlap.
std::int32_t across(const Box& a, const Box& b) {
  return std::max({a.left - b.right, b.left - a.right, 0});
}

/// Where print begins and ends in each row of pixels of a cell.
struct Extent {
  std::vector<std::int32_t> left, right;
};

Extent extent_of(const std::vector<Box>& print, const Box& cell) {
  const auto height = static_cast<std::size_t>(height_of(cell));
  constexpr std::int32_t kFar = 1 << 20;  // where there is none
  Extent out{std::vector<std::int32_t>(height, cell.right + kFar),
             std::vector<std::int32_t>(height, cell.left - kFar)};
  for (const Box& b : print) {
    for (std::int32_t y = b.top - cell.top; y < b.bottom - cell.top; ++y) {
      auto &left = out.left[static_cast<std::size_t>(y)],
           &right = out.right[static_cast<std::size_t>(y)];
      left = std::min(left, b.left);
      right = std::max(right, b.right);
    }
  }
  return out;
}

/// A stem of a letter: the next one is close beside it.
bool is_stem(const Box& piece, const Extent& print, const Box& cell, std::int32_t dpi) {
  std::int32_t near = 0;
  for (std::int32_t y = piece.top - cell.top; y < piece.bottom - cell.top; ++y) {
    const auto row = static_cast<std::size_t>(y);
    const bool is_before =
        print.left[row] >= piece.right && print.left[row] - piece.right <= kNext * dpi;
    const bool is_behind =
        print.right[row] <= piece.left && piece.left - print.right[row] <= kNext * dpi;
    near += is_before || is_behind ? 1 : 0;
  }
  return 2 * near >= height_of(piece);
}

/// Columns of the cell in which pieces are together longer than any letter and a good part of the
/// cell is high.
std::vector<bool> columns_of_pieces(const std::vector<Box>& pieces, const Box& cell,
                                    std::int32_t dpi) {
  const auto width = static_cast<std::size_t>(width_of(cell));
  std::vector<std::int32_t> length(width + 1, 0);  // as it changes from column to column
  for (const Box& b : pieces) {
    length[static_cast<std::size_t>(b.left - cell.left)] += height_of(b);
    length[static_cast<std::size_t>(b.right - cell.left)] -= height_of(b);
  }
  std::partial_sum(length.begin(), length.end(), length.begin());
  std::vector<bool> out(width, false);
  const double least = std::max(kStem * dpi, kTorn * height_of(cell));
  for (std::size_t x = 0; x < width; ++x) out[x] = length[x] >= least;
  return out;
}

/// The ink of a cell, as lines down are looked for in it; for lines across all is transposed.
struct Cell {
  Box box;
  std::vector<Box> thin;   ///< may be pieces of lines
  std::vector<Box> free;   ///< those of them that are no stems
  std::vector<Box> lines;  ///< those that surely are pieces
};

bool is_thin(const Box& b, std::int32_t dpi) {
  return width_of(b) <= kThin * dpi ||
         (width_of(b) <= kPair * dpi && height_of(b) >= 2 * kStem * dpi);
}

Cell cell_of(const std::vector<Box>& islands, const Box& box, std::int32_t dpi) {
  Cell out{box, {}, {}, {}};
  std::vector<Box> print;
  std::ranges::partition_copy(
      islands, std::back_inserter(out.thin), std::back_inserter(print), [&](const Box& b) {
        const bool at_edge = b.right <= box.left + kEdge * dpi || b.left >= box.right - kEdge * dpi;
        return at_edge && is_thin(b, dpi);
      });
  const Extent extent = extent_of(print, box);
  std::ranges::copy_if(out.thin, std::back_inserter(out.free),
                       [&](const Box& b) { return !is_stem(b, extent, box, dpi); });
  const std::vector<bool> torn = columns_of_pieces(out.free, box, dpi);
  std::ranges::copy_if(out.thin, std::back_inserter(out.lines), [&](const Box& b) {
    const auto from = torn.begin() + (b.left - box.left), to = from + width_of(b);
    return height_of(b) >= kStem * dpi || std::find(from, to, true) != to;
  });
  return out;
}

bool is_in_line(const Box& piece, const Box& line, std::int32_t dpi) {
  return piece.left >= line.left - kInLine * dpi && piece.right <= line.right + kInLine * dpi;
}

/// Pieces of lines down, in all cells; `known`: lines that run down elsewhere.
std::vector<Box> pieces_of_lines(const std::vector<Cell>& cells, std::vector<Box> known,
                                 std::int32_t dpi) {
  for (const Cell& cell : cells) std::ranges::copy(cell.lines, std::back_inserter(known));
  std::vector<Box> out;
  for (const Cell& cell : cells) {
    std::ranges::copy_if(cell.thin, std::back_inserter(out), [&](const Box& b) {
      return std::ranges::any_of(cell.lines, [&](const Box& line) { return across(b, line) == 0; });
    });
    std::ranges::copy_if(cell.free, std::back_inserter(out), [&](const Box& b) {
      return std::ranges::any_of(known, [&](const Box& line) { return is_in_line(b, line, dpi); });
    });
  }
  return out;
}

std::vector<Box> transposed(const std::vector<Box>& boxes) {
  std::vector<Box> out;
  for (const Box& box : boxes) out.push_back(image::transposed(box));
  return out;
}

/// Strips beside a table: to the left and right, above and below; none where the page ends.
struct Sides {
  std::vector<Box> beside, over;
};
Sides around(const Box& table, const CleanPage& page) {
  const auto deep = static_cast<std::int32_t>(kStem * page.dpi);
  const std::int32_t left = std::max(0, table.left - deep), top = std::max(0, table.top - deep),
                     right = std::min(page.width, table.right + deep),
                     bottom = std::min(page.height, table.bottom + deep);
  Sides out{
      {{left, table.top, table.left, table.bottom}, {table.right, table.top, right, table.bottom}},
      {{left, top, right, table.top}, {left, table.bottom, right, bottom}}};
  const auto is_empty = [](const Box& b) { return b.left >= b.right || b.top >= b.bottom; };
  std::erase_if(out.beside, is_empty);
  std::erase_if(out.over, is_empty);
  return out;
}

/// Islands of a strip that stand near to the table; what reaches farther is print, which the end of
/// the strip cuts.
std::vector<Box> near_islands(const CleanPage& page, const Box& side, const Box& table) {
  const auto edge = static_cast<std::int32_t>(kEdge * page.dpi);
  std::vector<Box> out = islands_in(page.ink.get(), side);
  std::erase_if(out, [&](const Box& b) {
    return b.left < table.left - edge || b.top < table.top - edge || b.right > table.right + edge ||
           b.bottom > table.bottom + edge;
  });
  return out;
}

}  // namespace

void drop_torn_rulings(CleanPage& page, const std::vector<GridCell>& cells,
                       const Rulings& rulings) {
  if (cells.empty()) return;
  std::vector<Cell> down, over;
  Box table = cells[0].box;
  for (const GridCell& cell : cells) {
    grow(table, cell.box);
    std::vector<Box> ink;
    for (const Box& island : islands_in(page.ink.get(), cell.box)) {
      const std::vector<Box> strokes = strokes_of(page.ink.get(), island, cell.box, page.dpi);
      if (strokes.empty()) ink.push_back(island);
      std::ranges::copy(strokes, std::back_inserter(ink));
    }
    down.push_back(cell_of(ink, cell.box, page.dpi));
    over.push_back(cell_of(transposed(ink), image::transposed(cell.box), page.dpi));
  }
  const Sides sides = around(table, page);
  for (const Box& side : sides.beside)
    down.push_back(cell_of(near_islands(page, side, table), side, page.dpi));
  for (const Box& side : sides.over) {
    over.push_back(
        cell_of(transposed(near_islands(page, side, table)), image::transposed(side), page.dpi));
  }
  std::vector<Box> pieces = pieces_of_lines(down, rulings.down, page.dpi);
  std::ranges::copy(transposed(pieces_of_lines(over, transposed(rulings.across), page.dpi)),
                    std::back_inserter(pieces));
  for (const Box& b : pieces) {
    wipe(page.ink.get(), b);
    wipe(page.grey.get(), {b.left - 2, b.top - 2, b.right + 2, b.bottom + 2});
  }
}

}  // namespace codau::image
