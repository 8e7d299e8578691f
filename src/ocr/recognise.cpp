#include "ocr/recognise.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/box.h"
#include "image/columns.h"
#include "image/strokes.h"
#include "ocr/line_starts.h"
#include "ocr/lost_lines.h"
#include "ocr/quarters.h"
#include "ocr/table_reader.h"
#include "ocr/upright.h"
#include "ocr/wording.h"

namespace codau::ocr {
namespace {

constexpr double kDoubted = 0.60;  ///< a word below this makes its line worth a second reading
constexpr double kSmaller = 0.70;  ///< how large the second reading sees the line
constexpr double kSurer = 0.10;    ///< what the second reading has to gain

bool is_doubtful(const ReadLine& line) {
  return std::ranges::any_of(line.words,
                             [](const ReadWord& word) { return word.confidence < kDoubted; });
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 4 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_one_number(const Lines& lines) { return lines.size() == 1 && is_number(text_of(lines[0])); }

/// What the lines' own pictures say beyond their first reading.
void settle(const image::CleanPage& page, Lines& lines) {
  settle_line_starts(page, lines);
  settle_quarters(page, lines);
}

/// Where there is much more paper than print, the recogniser takes the noise of the paper for
/// print, and may look at it for minutes: it gets what the letters span.
Lines read_area(const image::CleanPage& page, const Box& area, Mode mode, Engine& text) {
  const Box print = image::span_of_print(page.ink.get(), area, page.dpi / 25);
  if (is_empty(print)) return {};
  const Box part = intersection(inflated(print, page.dpi / 6), area);
  return text.read(page.grey.get(), part, page.dpi, mode);
}

/// What stands left and right of a split.
std::pair<Lines, Lines> read_columns(const image::CleanPage& page, const image::Split& split,
                                     Mode mode, Engine& text) {
  Lines left = read_area(page, {0, split.top, split.x, split.bottom}, mode, text);
  return {std::move(left),
          read_area(page, {split.x, split.top, page.width, split.bottom}, mode, text)};
}

// ---- tables and page numbers ----

ReadTable read_settled(const image::CleanPage& page, const image::Grid& grid,
                       const Recognisers& with) {
  ReadTable table = read_table(page, grid, with.text, with.ordinals);
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    if (!table.is_turned(i)) settle(page, table.cells[i]);
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

// ---- closing ----

/// One line alone, seen at `factor` of its size.
ReadLine read_alone(const image::CleanPage& page, const Box& box, double factor, Engine& text) {
  const image::PixPtr pix = image::scaled(image::cut(page.grey.get(), box, 0).get(), factor);
  const auto sized = [factor](std::int32_t length) {
    return static_cast<std::int32_t>(factor * length);
  };
  Lines lines = text.read(pix.get(), {0, 0, sized(width_of(box)), sized(height_of(box))},
                          sized(page.dpi), Mode::kLine);
  if (lines.size() != 1) return {};
  const auto placed = [factor](std::int32_t origin, std::int32_t at) {
    return origin + static_cast<std::int32_t>(at / factor);
  };
  for (ReadWord& word : lines[0].words) {
    word.box = {placed(box.left, word.box.left), placed(box.top, word.box.top),
                placed(box.left, word.box.right), placed(box.top, word.box.bottom)};
  }
  return {std::move(lines[0].words), box};
}

/// The list and names of the closing are short lines that no running text explains: a doubtful one
/// is read again alone, at its size and smaller, and a reading that is much surer replaces it.
void read_again(const image::CleanPage& page, Engine& text, Lines& lines) {
  for (ReadLine& line : lines) {
    if (!is_doubtful(line)) continue;
    double best = std::max(kDoubted, confidence_of({line}) + kSurer);
    for (const double factor : {1.0, kSmaller}) {
      ReadLine again = read_alone(page, line.box, factor, text);
      const double confidence = confidence_of({again});
      if (confidence < best) continue;
      best = confidence;
      line = std::move(again);
    }
  }
}

void finish_closing(const image::CleanPage& page, const image::Split& split, Engine& text,
                    ReadPage& read) {
  read_again(page, text, read.closing_left);
  read_again(page, text, read.closing_right);
  read.signature = {split.x, split.top, page.width, split.bottom};
  add_lost_lines(page, read.signature, text, read.closing_right);
}

/// The columns of a closing from the line on with which it begins. False where they are none.
bool read_closing(const image::CleanPage& page, const image::Split& split, Engine& text,
                  ReadPage& read) {
  auto [left, right] = read_columns(page, split, Mode::kColumn, text);
  if (!is_closing(left, right)) return false;
  const std::int32_t top = closing_begin(left, right, split.top);
  for (Lines* lines : {&left, &right}) {
    std::erase_if(*lines,
                  [top](const ReadLine& line) { return line.box.top + line.box.bottom < 2 * top; });
  }
  read.closing_left = std::move(left);
  read.closing_right = std::move(right);
  finish_closing(page, {split.x, top, split.bottom}, text, read);
  settle(page, read.closing_left);
  return true;
}

/// Where "Nơi nhận" stands in the body after all, the rest of the page is read in two columns.
void take_closing(const image::CleanPage& page, Engine& text, ReadPage& read) {
  const std::size_t title = closing_title(read.body);
  if (title == read.body.size()) return;
  const std::int32_t above = page.dpi / 20;
  std::int32_t top = std::max(0, read.body[title].box.top - above);
  const auto split = image::closing_below(page, top);
  if (!split) return;
  std::size_t begin = title;  // the signature may begin a line earlier
  while (begin > 0 && read.body[begin - 1].box.left > split->x) --begin;
  top = std::max(0, read.body[begin].box.top - above);
  auto [left, right] = read_columns(page, {split->x, top, split->bottom}, Mode::kColumn, text);
  if (!is_closing(left, right) || right.empty()) return;
  std::copy_if(read.body.begin() + static_cast<std::ptrdiff_t>(begin), read.body.end(),
               std::back_inserter(read.notes), [&split](const ReadLine& line) {
                 return line.box.top + line.box.bottom > 2 * split->bottom;
               });
  read.body.resize(begin);
  read.closing_left = std::move(left);
  read.closing_right = std::move(right);
  finish_closing(page, {split->x, top, split->bottom}, text, read);
}

// ---- header ----

/// The columns of a header with upright white between them. False where they are none: two by their
/// white gap alone may be a list with a tab.
bool read_header(const image::CleanPage& page, const image::Split& split, Engine& text,
                 ReadPage& read) {
  auto [left, right] = read_columns(page, split, Mode::kBlock, text);
  if (!is_header(left, right) && !is_closing(left, right)) return false;
  read.header_left = std::move(left);
  read.header_right = std::move(right);
  return true;
}

/// The same where the white winds: each column is read from a copy without the other. False where
/// there is no motto: blanks of running text may look so.
bool read_winding_header(const image::CleanPage& page, const std::vector<image::Split>& winding,
                         Engine& text, ReadPage& read) {
  if (winding.empty()) return false;
  const Box all{0, winding.front().top, page.width, winding.back().bottom};
  std::vector<Box> left, right;
  for (const auto& [x, top, bottom] : winding) {
    left.push_back({0, top, x, bottom});
    right.push_back({x, top, page.width, bottom});
  }
  Lines motto = read_area(image::without(left, page), all, Mode::kBlock, text);
  if (!has_motto(motto)) return false;
  read.header_right = std::move(motto);
  read.header_left = read_area(image::without(right, page), all, Mode::kBlock, text);
  return true;
}

/// The row where the header ends; 0 where there is none.
std::int32_t read_header_of(const image::CleanPage& page, const image::Columns& columns,
                            Engine& text, ReadPage& read) {
  if (read_winding_header(page, columns.winding, text, read)) return columns.winding.back().bottom;
  return columns.header && read_header(page, *columns.header, text, read) ? columns.header->bottom
                                                                          : 0;
}

}  // namespace

ReadPage recognise(image::Layout layout, std::uint32_t number, const Recognisers& with) {
  ReadPage read;
  image::CleanPage page = std::move(layout.print);
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
  image::wipe_read(page, areas);
  with.laps.begin("header_and_closing");
  const std::optional<image::Split>& closing = layout.columns.closing;
  const std::int32_t below_header = read_header_of(page, layout.columns, with.text, read);
  const bool has_closing = closing && read_closing(page, *closing, with.text, read);
  with.laps.begin("body");
  const Box body{0, below_header, page.width, has_closing ? read.signature.top : page.height};
  read.body = read_area(page, body, Mode::kPage, with.text);
  if (read.closing_left.empty()) take_closing(page, with.text, read);
  with.laps.begin("second_look");
  settle(page, read.body);
  settle(page, read.notes);
  return read;
}

}  // namespace codau::ocr
