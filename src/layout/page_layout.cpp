#include "layout/page_layout.h"

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
  return {page, copy_of(page.grey), copy_of(page.ink), copy_of(page.faint_ink)};
}

/// The ink of a page alone, white in `areas`.
CleanPage ink_without(const CleanPage& page, const std::vector<Box>& areas) {
  CleanPage out{page, nullptr, copy_of(page.ink), nullptr};
  for (const Box& area : areas) clear_box(out.ink.get(), area);
  return out;
}

}  // namespace

std::optional<ArrivalStamp> detect_arrival_stamp(const CleanPage& page) {
  std::optional<ArrivalStamp> stamp = find_arrival_stamp(page);
  if (!stamp) return std::nullopt;
  const auto holds_it = [&stamp](const CellGrid& grid) {
    return grid.rows > 3 && intersect(grid.box, stamp->box);
  };
  if (std::ranges::any_of(find_ruled_tables(page, find_rulings(page)), holds_it))
    return std::nullopt;
  return stamp;
}

PageLayout analyse_layout(const CleanPage& page) {
  PageLayout out;
  out.rulings = find_rulings(page);
  out.tables = find_ruled_tables(page, out.rulings);
  out.print_only = copy_of(page);
  erase_rulings(out.rulings, out.print_only);
  split_merged_cells(out.print_only, out.tables);
  split_merged_rows(out.print_only, out.tables);
  out.tables = add_borderless_tables(out.print_only, out.rulings, std::move(out.tables));
  std::vector<Box> solid;
  for (const CellGrid& grid : out.tables) {
    solid.push_back(grid.box);
    erase_torn_rulings(out.print_only, grid.cells, out.rulings);
    for (const GridCell& cell : grid.cells) erase_stray_marks(out.print_only, cell.box);
  }
  out.page_number_candidates = find_page_number_candidates(out.print_only);
  std::erase_if(out.page_number_candidates, [&solid](const Box& mark) {
    return std::ranges::any_of(solid, [&mark](const Box& box) { return intersect(box, mark); });
  });
  out.columns = find_page_columns(ink_without(out.print_only, out.page_number_candidates), solid);
  return out;
}

Regions list_regions(const PageLayout& layout) {
  Regions out = layout.print_only.removed_regions;
  const auto add = [&out](RegionKind kind, const Box& box) { out.push_back({kind, box}); };
  for (const Box& line : layout.rulings.across) add(RegionKind::kRuling, line);
  for (const Box& line : layout.rulings.down) add(RegionKind::kRuling, line);
  for (const CellGrid& grid : layout.tables) add(RegionKind::kTable, grid.box);
  for (const Box& mark : layout.page_number_candidates) add(RegionKind::kPageNumber, mark);
  const std::int32_t width = layout.print_only.width;
  const auto add_columns = [&](RegionKind kind, const ColumnSplit& split) {
    add(kind, {0, split.top, split.x, split.bottom});
    add(kind, {split.x, split.top, width, split.bottom});
  };
  for (const ColumnSplit& split : select_header_splits(layout.columns))
    add_columns(RegionKind::kHeader, split);
  if (layout.columns.closing) add_columns(RegionKind::kClosing, *layout.columns.closing);
  return out;
}

CleanPage copy_without_stamp(const ArrivalStamp& stamp, const CleanPage& page) {
  CleanPage out = copy_of(page);
  erase_arrival_stamp(stamp, out);
  out.removed_regions.push_back({RegionKind::kArrivalStamp, stamp.box});
  return out;
}

void clear_areas(const std::vector<Box>& areas, CleanPage& page) {
  for (const Box& area : areas) {
    clear_box(page.grey.get(), area, page.paper);
    clear_box(page.ink.get(), area);
  }
}

}  // namespace codau::image
