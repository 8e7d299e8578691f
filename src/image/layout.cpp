#include "image/layout.h"

#include <allheaders.h>

#include <algorithm>
#include <utility>

#include "core/box.h"
#include "image/gutters.h"
#include "image/missing_rulings.h"
#include "image/pixels.h"
#include "image/stray_marks.h"
#include "image/torn_rulings.h"

namespace codau::image {
namespace {

PixPtr copy_of(const PixPtr& pix) { return own(pixCopy(nullptr, pix.get())); }

CleanPage copy_of(const CleanPage& page) {
  return {copy_of(page.grey), copy_of(page.ink), copy_of(page.faint), page.width,   page.height,
          page.dpi,           page.x_height,     page.paper,          page.slanted, page.placement};
}

/// The ink of a page alone, white in `areas`.
CleanPage ink_without(const CleanPage& page, const std::vector<Box>& areas) {
  CleanPage out{nullptr,  copy_of(page.ink), nullptr,    page.width,   page.height,
                page.dpi, page.x_height,     page.paper, page.slanted, page.placement};
  for (const Box& area : areas) wipe(out.ink.get(), area);
  return out;
}

}  // namespace

Layout find_layout(const CleanPage& page) {
  Layout out;
  out.rulings = find_rulings(page);
  out.tables = find_grids(page, out.rulings);
  out.stamp = find_arrival_stamp(page);
  const auto holds_stamp = [&out](const Grid& grid) {
    return grid.rows > 3 && intersect(grid.box, out.stamp->box);
  };
  if (out.stamp && std::ranges::any_of(out.tables, holds_stamp)) out.stamp.reset();
  out.print = copy_of(page);
  erase(out.rulings, out.print);
  part_merged_cells(out.print, out.tables);
  out.tables = with_open_tables(out.print, std::move(out.tables));
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

CleanPage without(const ArrivalStamp& stamp, const CleanPage& page) {
  CleanPage out = copy_of(page);
  take_out(stamp, out);
  return out;
}

void wipe_read(CleanPage& page, const std::vector<Box>& areas) {
  for (const Box& area : areas) {
    wipe(page.grey.get(), area, page.paper);
    wipe(page.ink.get(), area);
  }
}

CleanPage without(const std::vector<Box>& areas, const CleanPage& page) {
  CleanPage out = copy_of(page);
  wipe_read(out, areas);
  return out;
}

}  // namespace codau::image
