#include "layout/layout.h"

#include <allheaders.h>

#include <algorithm>
#include <utility>

#include "core/box.h"
#include "layout/borderless_tables.h"
#include "layout/merged_cells.h"
#include "layout/torn_rulings.h"
#include "raster/pixels.h"
#include "segment/rules/stray_marks.h"

namespace codau::image {
namespace {

PixPtr copy_of(const PixPtr& pix) { return own(pixCopy(nullptr, pix.get())); }

CleanPage copy_of(const CleanPage& page) {
  return {page, copy_of(page.grey), copy_of(page.ink), copy_of(page.faint)};
}

/// The ink of a page alone, white in `areas`.
CleanPage ink_without(const CleanPage& page, const std::vector<Box>& areas) {
  CleanPage out{page, nullptr, copy_of(page.ink), nullptr};
  for (const Box& area : areas) wipe(out.ink.get(), area);
  return out;
}

}  // namespace

std::optional<ArrivalStamp> find_stamp(const CleanPage& page) {
  std::optional<ArrivalStamp> stamp = find_arrival_stamp(page);
  if (!stamp) return std::nullopt;
  const auto holds_it = [&stamp](const Grid& grid) {
    return grid.rows > 3 && intersect(grid.box, stamp->box);
  };
  if (std::ranges::any_of(find_grids(page, find_rulings(page)), holds_it)) return std::nullopt;
  return stamp;
}

Layout analyse(const CleanPage& page) {
  Layout out;
  out.rulings = find_rulings(page);
  out.tables = find_grids(page, out.rulings);
  out.print = copy_of(page);
  erase(out.rulings, out.print);
  part_merged_cells(out.print, out.tables);
  part_merged_rows(out.print, out.tables);
  out.tables = with_open_tables(out.print, out.rulings, std::move(out.tables));
  std::vector<Box> solid;
  for (const Grid& grid : out.tables) {
    solid.push_back(grid.box);
    drop_torn_rulings(out.print, grid.cells, out.rulings);
    for (const GridCell& cell : grid.cells) drop_stray_marks(out.print, cell.box);
  }
  out.lone_marks = lone_marks(out.print);
  std::erase_if(out.lone_marks, [&solid](const Box& mark) {
    return std::ranges::any_of(solid, [&mark](const Box& box) { return intersect(box, mark); });
  });
  out.columns = find_columns(ink_without(out.print, out.lone_marks), solid);
  return out;
}

Regions regions_of(const Layout& layout) {
  Regions out = layout.print.taken_out;
  const auto add = [&out](RegionKind kind, const Box& box) { out.push_back({kind, box}); };
  for (const Box& line : layout.rulings.across) add(RegionKind::kRuling, line);
  for (const Box& line : layout.rulings.down) add(RegionKind::kRuling, line);
  for (const Grid& grid : layout.tables) add(RegionKind::kTable, grid.box);
  for (const Box& mark : layout.lone_marks) add(RegionKind::kPageNumber, mark);
  const std::int32_t width = layout.print.width;
  const auto add_columns = [&](RegionKind kind, const Split& split) {
    add(kind, {0, split.top, split.x, split.bottom});
    add(kind, {split.x, split.top, width, split.bottom});
  };
  for (const Split& stretch : header_of(layout.columns)) add_columns(RegionKind::kHeader, stretch);
  if (layout.columns.closing) add_columns(RegionKind::kClosing, *layout.columns.closing);
  return out;
}

CleanPage without(const ArrivalStamp& stamp, const CleanPage& page) {
  CleanPage out = copy_of(page);
  take_out(stamp, out);
  out.taken_out.push_back({RegionKind::kStamp, stamp.box});
  return out;
}

CleanPage without(const std::vector<Box>& areas, const CleanPage& page) {
  CleanPage out = copy_of(page);
  for (const Box& area : areas) {
    wipe(out.grey.get(), area, out.paper);
    wipe(out.ink.get(), area);
  }
  return out;
}

}  // namespace codau::image
