#include "ocr/page_parts.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "core/box.h"
#include "layout/columns.h"
#include "layout/layout.h"
#include "ocr/columns.h"
#include "ocr/wording.h"

namespace codau::ocr {
namespace {

// ---- columns ----

/// What stands where white may part two columns.
struct Side {
  Lines left, right;  ///< none where the wording is that of no header or closing
  Lines body;         ///< what is part of neither, from the top down
};

/// Left and right of the white in `stretches` of rows that follow each other, of a header or a
/// closing.
std::pair<Lines, Lines> read_columns(const image::CleanPage& page,
                                     std::span<const image::Split> stretches, Mode mode,
                                     PrintSource& print) {
  std::vector<Box> left, right;
  for (const auto& [x, top, bottom] : stretches) {
    left.push_back({0, top, x, bottom});
    right.push_back({x, top, page.width, bottom});
  }
  constexpr Writing kHand = Writing::kTypeAndHand;  // number, day and signature
  Lines first = print.read(page, left, mode, kHand);
  return {std::move(first), print.read(page, right, mode, kHand)};
}

/// Running text may have blanks that wind, and a list with a tab white that runs down: where white
/// winds the motto says that it parts a header, elsewhere more does. A page with little text begins
/// with its closing.
Side read_head(const image::CleanPage& page, const image::Columns& columns, PrintSource& print) {
  const std::vector<image::Split> stretches = image::header_of(columns);
  if (stretches.empty()) return {};
  auto [left, right] = read_columns(page, stretches, Mode::kBlock, print);
  if (!columns.winding.empty() && has_motto(right)) return {std::move(left), std::move(right), {}};
  const std::int32_t upright = columns.header ? columns.header->bottom : 0;
  auto [head_left, below_left] = above_and_below(std::move(left), upright);
  auto [head_right, below_right] = above_and_below(std::move(right), upright);
  Lines below = joined(std::move(below_left), std::move(below_right));
  if (is_header(head_left, head_right) || is_closing(head_left, head_right))
    return {std::move(head_left), std::move(head_right), std::move(below)};
  Lines body = joined(std::move(head_left), std::move(head_right));
  std::ranges::move(below, std::back_inserter(body));
  return {{}, {}, std::move(body)};
}

/// What stands right and left of the white below, and from where the closing begins: at the top of
/// the white or further down, below lines of running text that have a blank there.
struct Foot {
  Side lines;
  image::Split split;
};
Foot foot_of(Lines left, Lines right, const image::Split& split, PrintSource& print) {
  if (!is_closing(left, right)) return {{{}, {}, joined(std::move(left), std::move(right))}, split};
  std::tie(left, right) = with_long_lines(std::move(left), std::move(right));
  const std::int32_t top = closing_begin(left, right, split.top);
  auto [above_left, left_column] = above_and_below(std::move(left), top);
  auto [above_right, right_column] = above_and_below(std::move(right), top);
  print.put_back(above_left);
  print.put_back(above_right);
  return {{std::move(left_column), std::move(right_column), {}}, {split.x, top, split.bottom}};
}

Foot read_foot(const image::CleanPage& page, const image::Split& split, PrintSource& print) {
  auto [left, right] = read_columns(page, {&split, 1}, Mode::kColumn, print);
  return foot_of(std::move(left), std::move(right), split, print);
}

Box column_right_of(const image::Split& split, const image::CleanPage& page) {
  return {split.x, split.top, page.width, split.bottom};
}

/// Where "Nơi nhận" stands in the body after all, what follows is parted in two columns.
void part_closing(const image::CleanPage& page, ReadPage& read) {
  const std::size_t title = closing_title(read.body);
  if (title == read.body.size()) return;
  const std::int32_t above = page.dpi / 20;
  const auto split = image::closing_below(page, std::max(0, read.body[title].box.top - above));
  if (!split) return;
  std::size_t begin = title;  // the signature may begin a line earlier
  while (begin > 0 && read.body[begin - 1].box.left > split->x) --begin;
  const auto first = read.body.begin() + static_cast<std::ptrdiff_t>(begin);
  auto [columns, notes] = above_and_below(Lines(first, read.body.end()), split->bottom);
  auto [left, right] = parted(columns, split->x);
  if (!is_closing(left, right) || right.empty()) return;
  const std::int32_t top = std::max(0, first->box.top - above);
  read.body.erase(first, read.body.end());
  read.closing_left = std::move(left);
  read.closing_right = std::move(right);
  read.notes = std::move(notes);
  read.signature = column_right_of({split->x, top, split->bottom}, page);
}

/// Tables and page numbers first: what is left are columns and the body.
image::CleanPage read_tables_and_numbers(const image::Layout& layout, std::uint32_t number,
                                         PrintSource& print, Laps& laps, ReadPage& read) {
  const image::CleanPage& page = layout.print;
  std::vector<Box> areas;  // that are read
  laps.begin("tables");
  for (const image::Grid& grid : layout.tables) {
    read.tables.push_back(print.read_table(page, grid));
    areas.push_back(grid.box);
  }
  laps.begin("page_number");
  for (const Box& mark : layout.lone_marks) {
    auto line = print.read_page_number(page, mark, number);
    if (!line) continue;
    read.page_numbers.push_back(*std::move(line));
    areas.push_back(mark);
  }
  return image::without(areas, page);
}

/// The layout of the page without its stamp of arrival, which is read alone. A frame around print
/// stays.
image::Layout read_stamp(const image::CleanPage& copy, PrintSource& print, Lines& stamp) {
  const std::optional<image::ArrivalStamp> frame = image::find_stamp(copy);
  if (!frame) return image::analyse(copy);
  stamp = print.read(copy, {frame->box}, Mode::kBlock, Writing::kTypeAndHand);
  if (is_arrival_stamp(stamp)) return image::analyse(image::without(*frame, copy));
  print.put_back(std::exchange(stamp, {}));
  return image::analyse(copy);
}

/// The columns at the head and the foot, and the body between them.
void read_text(const image::CleanPage& page, const image::Columns& columns, PrintSource& print,
               Laps& laps, ReadPage& read) {
  laps.begin("header_and_closing");
  Side head = read_head(page, columns, print);
  const std::vector<image::Split> header = image::header_of(columns);
  const std::optional<image::Split>& closing = columns.closing;
  const bool is_short = !closing && is_closing(head.left, head.right) &&
                        !is_header(head.left, head.right);  // of little more than its closing
  std::optional<Foot> foot;
  if (closing) foot = read_foot(page, *closing, print);
  if (is_short)
    foot = foot_of(std::exchange(head.left, {}), std::exchange(head.right, {}), *columns.header,
                   print);
  laps.begin("body");
  read.header_left = std::move(head.left);
  read.header_right = std::move(head.right);
  const auto read_more = [&](std::int32_t from, std::int32_t to, Lines& lines) {
    const Box area{0, from, page.width, to};
    if (is_empty(area)) return;
    std::ranges::move(print.read(page, {area}, Mode::kPage, Writing::kType),
                      std::back_inserter(lines));
  };
  const std::int32_t top = header.empty() ? 0 : header.back().bottom;
  (is_short ? read.notes : read.body) = std::move(head.body);
  read_more(is_short ? 0 : top, foot ? foot->split.top : page.height, read.body);
  if (is_short) read_more(top, page.height, read.notes);
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

ReadPage read_parts(const image::CleanPage& copy, std::uint32_t number, PrintSource& print,
                    Laps& laps, image::StepPictures* pictures) {
  laps.begin("layout");
  ReadPage read;
  const image::Layout layout = read_stamp(copy, print, read.stamp);
  if (pictures != nullptr) pictures->add_regions(copy.grey.get(), image::regions_of(layout));
  const image::CleanPage page = read_tables_and_numbers(layout, number, print, laps, read);
  read_text(page, layout.columns, print, laps, read);
  laps.begin("second_look");
  print.look_again(page, read);
  return read;
}

}  // namespace codau::ocr
