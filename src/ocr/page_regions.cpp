#include "ocr/page_regions.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "core/box.h"
#include "layout/page_columns.h"
#include "layout/page_layout.h"
#include "ocr/column_lines.h"
#include "ocr/line_classification.h"

namespace codau::ocr {
namespace {

// ---- columns ----

/// The lines beside a white gap that may divide two columns.
struct ColumnPair {
  ReadLines left, right;  ///< empty if the wording is that of no header and no closing
  ReadLines body;         ///< lines of neither column, from the top down
};

/// The columns left and right of the white in `splits`, of a header or a closing. They hold number,
/// day and signature, which are written by hand.
std::pair<TextColumn, TextColumn> columns_beside(std::span<const image::ColumnSplit> splits,
                                                 SegmentationMode mode, std::int32_t width) {
  std::pair<TextColumn, TextColumn> out{{{}, mode, WritingKind::kTypeAndHand},
                                        {{}, mode, WritingKind::kTypeAndHand}};
  for (const auto& [x, top, bottom] : splits) {
    out.first.areas.push_back({0, top, x, bottom});
    out.second.areas.push_back({x, top, width, bottom});
  }
  return out;
}

/// Returns the lines as a header, or as part of the body. Running text may have such white, too. So
/// winding white counts only beside the motto, and straight white beside the wording of a header.
/// It may also be that of a closing: a page with little text begins with it.
ColumnPair judge_head(ReadLines left, ReadLines right, const image::PageColumns& columns) {
  if (!columns.header_seam.empty() && has_motto(right))
    return {std::move(left), std::move(right), {}};
  const std::int32_t upright = columns.header ? columns.header->bottom : 0;
  auto [head_left, below_left] = split_at_row(std::move(left), upright);
  auto [head_right, below_right] = split_at_row(std::move(right), upright);
  ReadLines below = merge_columns(std::move(below_left), std::move(below_right));
  if (is_header(head_left, head_right) || is_closing(head_left, head_right))
    return {std::move(head_left), std::move(head_right), std::move(below)};
  ReadLines body = merge_columns(std::move(head_left), std::move(head_right));
  std::ranges::move(below, std::back_inserter(body));
  return {{}, {}, std::move(body)};
}

/// The lines of a closing, and where it begins: at the top of the white gap, or further down, below
/// lines of running text with a blank there.
struct ClosingColumns {
  ColumnPair lines;
  image::ColumnSplit split;
};
ClosingColumns judge_foot(ReadLines left, ReadLines right, const image::ColumnSplit& split,
                          RegionReader& reader) {
  if (!is_closing(left, right))
    return {{{}, {}, merge_columns(std::move(left), std::move(right))}, split};
  std::tie(left, right) = extend_long_lines(std::move(left), std::move(right));
  const std::int32_t top = find_closing_begin(left, right, split.top);
  auto [above_left, left_column] = split_at_row(std::move(left), top);
  auto [above_right, right_column] = split_at_row(std::move(right), top);
  reader.put_back(above_left);
  reader.put_back(above_right);
  return {{std::move(left_column), std::move(right_column), {}}, {split.x, top, split.bottom}};
}

Box column_right_of(const image::ColumnSplit& split, const image::CleanPage& page) {
  return {split.x, split.top, page.width, split.bottom};
}

/// Where "Nơi nhận" stands in the body after all, what follows is parted in two columns.
void part_closing(const image::CleanPage& page, ReadPage& read) {
  const std::size_t title = find_closing_title(read.body);
  if (title == read.body.size()) return;
  const std::int32_t above = page.dpi / 20;
  const auto split = image::find_closing_below(page, std::max(0, read.body[title].box.top - above));
  if (!split) return;
  std::size_t begin = title;  // the signature may begin a line earlier
  while (begin > 0 && read.body[begin - 1].box.left > split->x) --begin;
  const auto first = read.body.begin() + static_cast<std::ptrdiff_t>(begin);
  auto [columns, notes] = split_at_row(ReadLines(first, read.body.end()), split->bottom);
  auto [left, right] = split_columns(columns, split->x);
  if (!is_closing(left, right) || right.empty()) return;
  const std::int32_t top = std::max(0, first->box.top - above);
  read.body.erase(first, read.body.end());
  read.closing_left = std::move(left);
  read.closing_right = std::move(right);
  read.notes = std::move(notes);
  read.signature = column_right_of({split->x, top, split->bottom}, page);
}

/// The layout of the page without its stamp of arrival, which is read alone. A frame around print
/// stays.
image::PageLayout read_stamp(const image::CleanPage& copy, RegionReader& reader, ReadLines& stamp) {
  const std::optional<image::ArrivalStamp> frame = image::detect_arrival_stamp(copy);
  if (!frame) return image::analyse_layout(copy);
  stamp =
      reader.read_column(copy, {{frame->box}, SegmentationMode::kBlock, WritingKind::kTypeAndHand});
  if (is_arrival_stamp(stamp))
    return image::analyse_layout(image::copy_without_stamp(*frame, copy));
  reader.put_back(std::exchange(stamp, {}));
  return image::analyse_layout(copy);
}

/// The page numbers, and where they stand.
std::vector<Box> read_page_numbers(const image::PageLayout& layout, std::uint32_t number,
                                   RegionReader& reader, ReadPage& read) {
  std::vector<Box> areas;
  for (const Box& mark : layout.page_number_candidates) {
    auto line = reader.read_page_number(layout.print_only, mark, number);
    if (!line) continue;
    read.page_numbers.push_back(*std::move(line));
    areas.push_back(mark);
  }
  return areas;
}

/// Lines left and right of the white of a header or a closing.
struct ColumnLines {
  ReadLines left, right;
};

/// Reads the tables, and the columns at the head and the foot.
std::pair<ColumnLines, ColumnLines> read_tables_and_columns(const image::PageLayout& layout,
                                                            const std::vector<Box>& excluded,
                                                            RegionReader& reader, ReadPage& read) {
  const image::CleanPage& page = layout.print_only;
  TextRegions regions{layout.tables, {}, excluded};
  const auto add = [&](std::span<const image::ColumnSplit> splits, SegmentationMode mode) {
    auto [left, right] = columns_beside(splits, mode, page.width);
    regions.columns.push_back(std::move(left));
    regions.columns.push_back(std::move(right));
  };
  const std::vector<image::ColumnSplit> header = image::select_header_splits(layout.columns);
  if (!header.empty()) add(header, SegmentationMode::kBlock);
  if (layout.columns.closing) add({&*layout.columns.closing, 1}, SegmentationMode::kColumn);
  RegionTexts texts = reader.read(page, regions);
  read.tables = std::move(texts.tables);
  std::pair<ColumnLines, ColumnLines> out;
  auto next = texts.columns.begin();
  const auto take = [&next] {
    ReadLines left = std::move(*next++);
    return ColumnLines{std::move(left), std::move(*next++)};
  };
  if (!header.empty()) out.first = take();
  if (layout.columns.closing) out.second = take();
  return out;
}

/// Says what the columns are: header, closing, or part of the body; and reads the body between.
void read_body(const image::PageLayout& layout, ColumnLines head_lines, ColumnLines foot_lines,
               RegionReader& reader, ReadPage& read) {
  const image::CleanPage& page = layout.print_only;
  const image::PageColumns& columns = layout.columns;
  ColumnPair head = judge_head(std::move(head_lines.left), std::move(head_lines.right), columns);
  const bool is_short = !columns.closing && is_closing(head.left, head.right) &&
                        !is_header(head.left, head.right);  // of little more than its closing
  std::optional<ClosingColumns> foot;
  if (columns.closing)
    foot = judge_foot(std::move(foot_lines.left), std::move(foot_lines.right), *columns.closing,
                      reader);
  if (is_short)
    foot = judge_foot(std::exchange(head.left, {}), std::exchange(head.right, {}), *columns.header,
                      reader);
  read.header_left = std::move(head.left);
  read.header_right = std::move(head.right);
  const auto read_rows = [&](std::int32_t from, std::int32_t to, ReadLines& lines) {
    const Box rows{0, from, page.width, to};
    if (is_empty(rows)) return;
    std::ranges::move(reader.read_column(page, {{rows}, SegmentationMode::kPage}),
                      std::back_inserter(lines));
  };
  const std::vector<image::ColumnSplit> header = image::select_header_splits(columns);
  const std::int32_t top = header.empty() ? 0 : header.back().bottom;
  (is_short ? read.notes : read.body) = std::move(head.body);
  read_rows(is_short ? 0 : top, foot ? foot->split.top : page.height, read.body);
  if (is_short) read_rows(top, page.height, read.notes);
  if (foot) {
    std::ranges::move(foot->lines.body, std::back_inserter(read.body));
    read.closing_left = std::move(foot->lines.left);
    read.closing_right = std::move(foot->lines.right);
    read.signature = column_right_of(foot->split, page);
  }
  if (read.closing_left.empty() && read.closing_right.empty()) {
    read.signature = {};
    part_closing(page, read);
  }
}

}  // namespace

ReadPage read_regions(const image::CleanPage& copy, std::uint32_t number, RegionReader& reader,
                      StageTimings& timings, image::StepPictures* pictures) {
  timings.begin_stage("layout");
  ReadPage read;
  image::PageLayout layout = read_stamp(copy, reader, read.stamp);
  if (pictures != nullptr) pictures->add_regions(copy.grey.get(), image::list_regions(layout));
  timings.begin_stage("lines");
  std::vector<Box> excluded = read_page_numbers(layout, number, reader, read);
  for (const image::CellGrid& grid : layout.tables) excluded.push_back(grid.box);
  auto [head, foot] = read_tables_and_columns(layout, excluded, reader, read);
  image::clear_areas(excluded, layout.print_only);
  read_body(layout, std::move(head), std::move(foot), reader, read);
  timings.begin_stage("second_look");
  reader.re_recognise(layout.print_only, read);
  return read;
}

}  // namespace codau::ocr
