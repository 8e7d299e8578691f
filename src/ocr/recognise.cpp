#include "ocr/recognise.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/box.h"
#include "image/columns.h"
#include "image/strokes.h"
#include "ocr/columns.h"
#include "ocr/handwriting.h"
#include "ocr/lost_lines.h"
#include "ocr/second_look.h"
#include "ocr/table_reader.h"
#include "ocr/upright.h"
#include "ocr/wording.h"

namespace codau::ocr {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 4 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_one_number(const Lines& lines) { return lines.size() == 1 && is_number(text_of(lines[0])); }

/// Where there is much more paper than print, the recogniser takes the noise of the paper for
/// print, and may look at it for minutes: it gets what the letters span.
Lines read_area(const image::CleanPage& page, const Box& area, Mode mode, Engine& text,
                Writing writing = Writing::kType) {
  const Box print = image::span_of_print(page.ink.get(), area, page.dpi / 25);
  if (is_empty(print)) return {};
  const Box part = intersection(inflated(print, page.dpi / 6), area);
  return text.read(page.grey.get(), part, page.dpi, mode, writing);
}

// ---- tables and page numbers ----

ReadTable read_settled(const image::CleanPage& page, const image::Grid& grid,
                       const Recognisers& with) {
  ReadTable table = read_table(page, grid, with.text, with.ordinals);
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    if (!table.is_turned(i)) table.cells[i] = settled(page, std::move(table.cells[i]));
  }
  return table;
}

/// The engine that knows digits is asked first; where it doubts, the number that the page has in
/// its file speaks for the other one.
Lines read_number(const image::CleanPage& page, const Box& mark, const std::string& expected,
                  const Recognisers& with) {
  Lines lines;
  if (with.ordinals != nullptr)
    lines = with.ordinals->read(page.grey.get(), mark, page.dpi, Mode::kLine);
  if (is_one_number(lines) && confidence_of(lines) >= kReadsWell) return lines;
  Lines other = with.text.read(page.grey.get(), mark, page.dpi, Mode::kLine);
  const bool better =
      !is_one_number(lines) || (is_one_number(other) && text_of(other[0]) == expected);
  return better ? other : lines;
}

/// Page numbers are too small for the engine's own search for lines: they are read alone. Nothing
/// where a mark is none.
std::optional<ReadLine> read_page_number(const image::CleanPage& page, const Box& mark,
                                         std::uint32_t number, const Recognisers& with) {
  Lines lines = read_number(page, mark, std::to_string(number), with);
  if (!is_one_number(lines)) return std::nullopt;
  // An engine that knows digits only finds one in "Phụ lục 2" too: its width tells.
  const Box print = image::strokes_in(page, mark).box;
  const auto digits = static_cast<std::int32_t>(text_of(lines[0]).size());
  if (width_of(print) > digits * height_of(print)) return std::nullopt;
  return std::move(lines[0]);
}

// ---- columns ----

/// What stands where white may part two columns.
struct Side {
  Lines left, right;  ///< none where the wording is that of no header or closing
  Lines body;         ///< what is part of neither, from the top down
};

/// Left and right of the white in `stretches` of rows that follow each other, of a header or a
/// closing. Where it winds, each column is read from a copy without the other.
std::pair<Lines, Lines> read_columns(const image::CleanPage& page,
                                     std::span<const image::Split> stretches, Mode mode,
                                     Engine& text) {
  constexpr Writing kHand = Writing::kTypeAndHand;  // number, day and signature
  std::vector<Box> left, right;
  for (const auto& [x, top, bottom] : stretches) {
    left.push_back({0, top, x, bottom});
    right.push_back({x, top, page.width, bottom});
  }
  if (stretches.size() == 1)
    return {read_area(page, left[0], mode, text, kHand),
            read_area(page, right[0], mode, text, kHand)};
  const Box all{0, stretches.front().top, page.width, stretches.back().bottom};
  return {read_area(image::without(right, page), all, mode, text, kHand),
          read_area(image::without(left, page), all, mode, text, kHand)};
}

/// Running text may have blanks that wind, and a list with a tab white that runs down: where white
/// winds the motto says that it parts a header, elsewhere more does. A page with little text begins
/// with its closing.
Side read_head(const image::CleanPage& page, const image::Columns& columns, Engine& text) {
  const std::vector<image::Split> stretches = image::header_of(columns);
  if (stretches.empty()) return {};
  auto [left, right] = read_columns(page, stretches, Mode::kBlock, text);
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
Foot foot_of(Lines left, Lines right, const image::Split& split) {
  if (!is_closing(left, right)) return {{{}, {}, joined(std::move(left), std::move(right))}, split};
  std::tie(left, right) = with_long_lines(std::move(left), std::move(right));
  const std::int32_t top = closing_begin(left, right, split.top);
  return {{above_and_below(std::move(left), top).second,
           above_and_below(std::move(right), top).second,
           {}},
          {split.x, top, split.bottom}};
}

Foot read_foot(const image::CleanPage& page, const image::Split& split, Engine& text) {
  auto [left, right] = read_columns(page, {&split, 1}, Mode::kColumn, text);
  return foot_of(std::move(left), std::move(right), split);
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
                                         const Recognisers& with, ReadPage& read) {
  const image::CleanPage& page = layout.print;
  std::vector<Box> areas;  // that are read
  with.laps.begin("tables");
  for (const image::Grid& grid : layout.tables) {
    read.tables.push_back(read_settled(page, grid, with));
    areas.push_back(grid.box);
  }
  with.laps.begin("page_number");
  for (const Box& mark : layout.lone_marks) {
    auto line = read_page_number(page, mark, number, with);
    if (!line) continue;
    read.page_numbers.push_back(*std::move(line));
    areas.push_back(mark);
  }
  return image::without(areas, page);
}

}  // namespace

ReadPage recognise(const image::Layout& layout, std::uint32_t number, const Recognisers& with) {
  ReadPage read;
  const image::CleanPage page = read_tables_and_numbers(layout, number, with, read);
  with.laps.begin("header_and_closing");
  Side head = read_head(page, layout.columns, with.text);
  const std::vector<image::Split> header = image::header_of(layout.columns);
  const std::optional<image::Split>& closing = layout.columns.closing;
  const bool is_short = !closing && is_closing(head.left, head.right) &&
                        !is_header(head.left, head.right);  // of little more than its closing
  std::optional<Foot> foot;
  if (closing) foot = read_foot(page, *closing, with.text);
  if (is_short)
    foot = foot_of(std::exchange(head.left, {}), std::exchange(head.right, {}),
                   *layout.columns.header);
  with.laps.begin("body");
  read.header_left = std::move(head.left);
  read.header_right = std::move(head.right);
  const auto read_more = [&](std::int32_t from, std::int32_t to, Lines& lines) {
    const Box area{0, from, page.width, to};
    std::ranges::move(read_area(page, area, Mode::kPage, with.text), std::back_inserter(lines));
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
  with.laps.begin("second_look");
  for (Lines* lines : {&read.closing_left, &read.closing_right})
    *lines = reread_where_doubtful(page, with.text, std::move(*lines));
  if (!is_empty(read.signature))
    read.closing_right =
        with_lost_lines(page, read.signature, with.text, std::move(read.closing_right));
  for (Lines* lines : {&read.body, &read.notes, &read.closing_left})
    *lines = settled(page, std::move(*lines));
  for (Lines* lines : {&read.header_left, &read.header_right, &read.body}) {
    for (ReadLine& line : *lines) line = with_hands_marked(std::move(line), page);
  }
  return read;
}

}  // namespace codau::ocr
