#include "layout/cell_grid.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <numeric>
#include <optional>
#include <utility>

#include "core/box.h"
#include "raster/disjoint_sets.h"
#include "raster/line_morphology.h"
#include "raster/pixels.h"
#include "segment/rules/bleed_through.h"

namespace codau::image {
namespace {

constexpr double kColumn = 2.87;    ///< x-heights: no column is narrower than print needs
constexpr double kFaded = 0.8;      ///< inches, of the lines above and below a row, both at once
constexpr double kSameLine = 0.06;  ///< inches: line pieces this near are one line of the grid

struct RulingPiece {
  std::int32_t at = 0, length = 0;
};
/// Positions of grid lines: pieces sorted and gathered while each is near the one before.
std::vector<std::int32_t> gather(std::vector<RulingPiece> pieces, std::int32_t near) {
  std::sort(pieces.begin(), pieces.end(), [](const RulingPiece& a, const RulingPiece& b) {
    return std::pair(a.at, a.length) < std::pair(b.at, b.length);
  });
  std::vector<std::int32_t> out;
  for (std::size_t i = 0; i < pieces.size();) {
    std::int64_t weight = 0, sum = 0;
    std::size_t j = i;
    for (; j < pieces.size() && (j == i || pieces[j].at - pieces[j - 1].at <= near); ++j) {
      weight += pieces[j].length;
      sum += static_cast<std::int64_t>(pieces[j].at) * pieces[j].length;
    }
    out.push_back(static_cast<std::int32_t>(sum / std::max<std::int64_t>(weight, 1)));
    i = j;
  }
  return out;
}

/// Lines that cross or touch each other: what one table is drawn from.
struct Cluster {
  Box box;
  std::vector<Box> across, down;
};

std::vector<Cluster> cluster(const Rulings& rulings, std::int32_t near) {
  std::vector<Box> all = rulings.across;
  all.insert(all.end(), rulings.down.begin(), rulings.down.end());
  DisjointSets sets(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      if (intersect(inflated(all[i], near), all[j])) sets.union_sets(i, j);
    }
  }
  std::vector<Cluster> out;
  std::vector<std::size_t> place(all.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t r = sets.find_root(i);
    if (place[r] == all.size()) {
      place[r] = out.size();
      out.push_back({all[i], {}, {}});
    }
    Cluster& c = out[place[r]];
    c.box = united(c.box, all[i]);
    (i < rulings.across.size() ? c.across : c.down).push_back(all[i]);
  }
  return out;
}

/// Whether the table goes on in `right` where lines above and below have faded together, as thin
/// ones do where a page that leans a little takes the next row of pixels.
bool goes_on(const Cluster& left, const Cluster& right, std::int32_t near, std::int32_t faded) {
  const std::int32_t gap = right.box.left - left.box.right;
  return left.across.size() >= 2 && right.across.size() >= 2 && gap > -near && gap <= faded &&
         std::abs(left.box.top - right.box.top) <= near &&
         std::abs(left.box.bottom - right.box.bottom) <= near;
}

/// As cluster(), tables whole that have faded in the middle.
std::vector<Cluster> tables_of(const Rulings& rulings, const CleanPage& page) {
  const std::int32_t near = meeting_distance(page);
  const auto faded = static_cast<std::int32_t>(kFaded * page.dpi);
  std::vector<Cluster> out;
  std::vector<Cluster> all = cluster(rulings, near);
  std::ranges::sort(all, {}, [](const Cluster& c) { return c.box.left; });
  for (Cluster& c : all) {
    const auto left = std::ranges::find_if(
        out, [&](const Cluster& other) { return goes_on(other, c, near, faded); });
    if (left == out.end()) {
      out.push_back(std::move(c));
      continue;
    }
    left->box = united(left->box, c.box);
    left->across.insert(left->across.end(), c.across.begin(), c.across.end());
    left->down.insert(left->down.end(), c.down.begin(), c.down.end());
  }
  return out;
}

/// The side of a cell: rows [from, to) of a column, or columns of a row.
struct CellSide {
  std::int32_t at = 0, from = 0, to = 0;
};

/// Whether pieces that lie near a side cover half of it and more.
bool is_ruled(const std::vector<Box>& lines, bool down, const CellSide& side, std::int32_t near) {
  const std::int32_t inset = std::min(near, (side.to - side.from) / 4);
  const std::int32_t from = side.from + inset, to = side.to - inset;
  std::int32_t covered = 0;
  for (const Box& line : lines) {
    const std::int32_t low = down ? line.left : line.top, high = down ? line.right : line.bottom;
    if (side.at < low - near || side.at > high + near) continue;
    const std::int32_t begin = std::max(from, down ? line.top : line.left);
    const std::int32_t end = std::min(to, down ? line.bottom : line.right);
    covered += std::max(0, end - begin);
  }
  return covered * 2 >= to - from;
}

/// Elementary cells joined where no ruling runs between them, squared up to rectangles.
class Merger {
 public:
  Merger(std::size_t rows, std::size_t columns)
      : rows_(rows), columns_(columns), owner_(rows * columns) {
    std::iota(owner_.begin(), owner_.end(), std::size_t{0});
  }
  void join(std::size_t a, std::size_t b) {
    const std::size_t from = owner_[b], to = owner_[a];
    if (from == to) return;
    for (std::size_t& o : owner_) {
      if (o == from) o = to;
    }
  }
  struct CellArea {
    std::size_t top, left, bottom, right;  // inclusive
  };
  /// Every area grown to its bounding rectangle, until none grows any more.
  std::vector<CellArea> areas() {
    for (bool grown = true; grown;) {
      grown = false;
      for (std::size_t cell = 0; cell < owner_.size(); ++cell) {
        if (owner_[cell] != cell) continue;
        const CellArea a = bounds(cell);
        for (std::size_t r = a.top; r <= a.bottom; ++r) {
          for (std::size_t c = a.left; c <= a.right; ++c) {
            if (owner_[r * columns_ + c] == cell) continue;
            join(cell, r * columns_ + c);
            grown = true;
          }
        }
      }
    }
    std::vector<CellArea> out;
    for (std::size_t cell = 0; cell < owner_.size(); ++cell) {
      const CellArea a = bounds(owner_[cell]);
      if (a.top * columns_ + a.left == cell) out.push_back(a);
    }
    return out;
  }

 private:
  [[nodiscard]] CellArea bounds(std::size_t owner) const {
    CellArea a{rows_, columns_, 0, 0};
    for (std::size_t i = 0; i < owner_.size(); ++i) {
      if (owner_[i] != owner) continue;
      a = {std::min(a.top, i / columns_), std::min(a.left, i % columns_),
           std::max(a.bottom, i / columns_), std::max(a.right, i % columns_)};
    }
    return a;
  }
  std::size_t rows_, columns_;
  std::vector<std::size_t> owner_;
};

/// Lines of the grid that no cell ends at carry nothing: renumber without them.
std::vector<std::uint32_t> renumber(std::size_t count, const std::vector<bool>& used) {
  std::vector<std::uint32_t> out(count + 1, 0);
  std::uint32_t next = 0;
  for (std::size_t i = 0; i <= count; ++i) {
    if (used[i] && i > 0) ++next;
    out[i] = next;
  }
  return out;
}

/// How near lines of a grid lie to a place to be there.
std::int32_t near_in(const CleanPage& page) {
  return std::max(3, static_cast<std::int32_t>(kSameLine * page.dpi));
}

/// Where the lines of a grid run, from the top and from the left.
struct GridLines {
  std::vector<std::int32_t> ys, xs;
  [[nodiscard]] std::size_t rows() const { return ys.size() - 1; }
  [[nodiscard]] std::size_t columns() const { return xs.size() - 1; }
};

/// Nothing where they enclose no cell, or more than a table has.
std::optional<GridLines> grid_lines(const Cluster& cluster, const CleanPage& page) {
  constexpr std::size_t kMostCells = 4000;  // more has a drawing or a hatched photograph
  std::vector<RulingPiece> across, down;
  for (const Box& line : cluster.across)
    across.push_back({std::midpoint(line.top, line.bottom), width_of(line)});
  for (const Box& line : cluster.down)
    down.push_back({std::midpoint(line.left, line.right), height_of(line)});
  GridLines out{gather(across, near_in(page)), gather(down, near_in(page))};
  if (out.ys.size() < 2 || out.xs.empty()) return std::nullopt;
  // A table without outer sides: its lines across reach beyond the outermost line down.
  const std::int32_t column = page.to_pixels(kColumn);
  if (cluster.box.left < out.xs.front() - column) out.xs.insert(out.xs.begin(), cluster.box.left);
  if (cluster.box.right > out.xs.back() + column) out.xs.push_back(cluster.box.right);
  // Likewise several lines down beyond the outermost line across; one alone may be a streak.
  const auto reach = [&cluster](auto is_beyond) {
    return std::ranges::count_if(cluster.down, is_beyond) >= 2;
  };
  const std::int32_t first = out.ys.front() - column, last = out.ys.back() + column;
  if (reach([first](const Box& line) { return line.top < first; }))
    out.ys.insert(out.ys.begin(), cluster.box.top);
  if (reach([last](const Box& line) { return line.bottom > last; }))
    out.ys.push_back(cluster.box.bottom);
  if (out.xs.size() < 2 || out.rows() * out.columns() > kMostCells) return std::nullopt;
  return out;
}

/// Cells that no ruling parts are one.
std::vector<Merger::CellArea> joined_cells(const GridLines& lines, const Cluster& cluster,
                                           std::int32_t near) {
  const auto& [ys, xs] = lines;
  Merger merger(lines.rows(), lines.columns());
  for (std::size_t r = 0; r < lines.rows(); ++r) {
    for (std::size_t c = 0; c < lines.columns(); ++c) {
      const std::size_t cell = r * lines.columns() + c;
      if (c + 1 < lines.columns() &&
          !is_ruled(cluster.down, true, {xs[c + 1], ys[r], ys[r + 1]}, near)) {
        merger.join(cell, cell + 1);
      }
      if (r + 1 < lines.rows() &&
          !is_ruled(cluster.across, false, {ys[r + 1], xs[c], xs[c + 1]}, near)) {
        merger.join(cell, cell + lines.columns());
      }
    }
  }
  return merger.areas();
}

/// Rows and columns are those that cells begin or end at.
CellGrid numbered(const std::vector<Merger::CellArea>& areas, const GridLines& lines) {
  const auto& [ys, xs] = lines;
  std::vector<bool> used_rows(ys.size(), false), used_columns(xs.size(), false);
  for (const Merger::CellArea& a : areas) {
    used_rows[a.top] = used_rows[a.bottom + 1] = true;
    used_columns[a.left] = used_columns[a.right + 1] = true;
  }
  const std::vector<std::uint32_t> row_of = renumber(lines.rows(), used_rows),
                                   column_of = renumber(lines.columns(), used_columns);
  CellGrid grid;
  grid.rows = row_of.back();
  grid.columns = column_of.back();
  grid.box = {xs.front(), ys.front(), xs.back(), ys.back()};
  for (const Merger::CellArea& a : areas) {
    grid.cells.push_back({row_of[a.top],
                          column_of[a.left],
                          row_of[a.bottom + 1] - row_of[a.top],
                          column_of[a.right + 1] - column_of[a.left],
                          {xs[a.left], ys[a.top], xs[a.right + 1], ys[a.bottom + 1]}});
  }
  return grid;
}

/// Empty where the lines are no table's.
CellGrid build(const Cluster& cluster, const CleanPage& page) {
  const std::optional<GridLines> lines = grid_lines(cluster, page);
  return lines ? numbered(joined_cells(*lines, cluster, near_in(page)), *lines) : CellGrid{};
}

}  // namespace

std::vector<CellGrid> find_ruled_tables(const CleanPage& page, const Rulings& rulings) {
  std::vector<CellGrid> out;
  for (const Cluster& c : tables_of(rulings, page)) {
    if (c.across.size() < 2 || c.down.empty()) continue;
    CellGrid grid = build(c, page);
    if (grid.cells.size() >= 2 && grid.columns >= 2) out.push_back(std::move(grid));
  }
  std::sort(out.begin(), out.end(), [](const CellGrid& a, const CellGrid& b) {
    return std::pair(a.box.top, a.box.left) < std::pair(b.box.top, b.box.left);
  });
  return out;
}

}  // namespace codau::image
