#include "ocr/recognised_print.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/box.h"
#include "layout/layout.h"
#include "lines/stem_pattern.h"
#include "ocr/handwriting.h"
#include "ocr/lost_lines.h"
#include "ocr/re_recognition.h"
#include "ocr/table_reader.h"
#include "ocr/upright.h"
#include "ocr/wording.h"
#include "raster/pixels.h"

namespace codau::ocr {
namespace {

bool is_one_number(const Lines& lines) { return lines.size() == 1 && is_digits(text_of(lines[0])); }

/// The rest of the rows of a column that winds: print of the other column.
std::vector<Box> beside(const std::vector<Box>& column, const image::CleanPage& page) {
  std::vector<Box> out;
  for (const Box& area : column) {
    if (area.left > 0) out.push_back({0, area.top, area.left, area.bottom});
    if (area.right < page.width) out.push_back({area.right, area.top, page.width, area.bottom});
  }
  return out;
}

/// Where there is much more paper than print, the recogniser takes the noise of the paper for
/// print, and may look at it for minutes: it gets what the letters span.
Lines read_area(const image::CleanPage& page, const Box& area, Mode mode, Engine& text,
                Writing writing) {
  const Box print = image::span_of_print(page.ink.get(), area, page.dpi / 25);
  if (is_empty(print)) return {};
  const Box part = intersection(inflated(print, page.dpi / 6), area);
  return text.read(page.grey.get(), part, page.dpi, mode, writing);
}

/// The engine that knows digits is asked first; where it doubts, the number that the page has in
/// its file speaks for the other one.
Lines read_number(const image::CleanPage& page, const Box& mark, const std::string& expected,
                  Engine& text, Engine* ordinals) {
  Lines lines;
  if (ordinals != nullptr) lines = ordinals->read(page.grey.get(), mark, page.dpi, Mode::kLine);
  if (is_one_number(lines) && confidence_of(lines) >= kReadsWell) return lines;
  Lines other = text.read(page.grey.get(), mark, page.dpi, Mode::kLine);
  const bool better =
      !is_one_number(lines) || (is_one_number(other) && text_of(other[0]) == expected);
  return better ? other : lines;
}

}  // namespace

Lines RecognisedPrint::read(const image::CleanPage& page, const std::vector<Box>& column, Mode mode,
                            Writing writing) {
  if (column.size() == 1) return read_area(page, column[0], mode, text_, writing);
  const Box all{0, column.front().top, page.width, column.back().bottom};
  return read_area(image::without(beside(column, page), page), all, mode, text_, writing);
}

ReadTable RecognisedPrint::read_table(const image::CleanPage& page, const image::Grid& grid) {
  ReadTable table = ocr::read_table(page, grid, text_, ordinals_);
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    if (!table.is_turned(i)) table.cells[i] = settled(page, std::move(table.cells[i]));
  }
  return table;
}

std::optional<ReadLine> RecognisedPrint::read_page_number(const image::CleanPage& page,
                                                          const Box& mark, std::uint32_t number) {
  Lines lines = read_number(page, mark, std::to_string(number), text_, ordinals_);
  if (!is_one_number(lines)) return std::nullopt;
  // An engine that knows digits only finds one in "Phụ lục 2" too: its width tells.
  const Box print = image::strokes_in(page, mark).box;
  const auto digits = static_cast<std::int32_t>(text_of(lines[0]).size());
  if (width_of(print) > digits * height_of(print)) return std::nullopt;
  return std::move(lines[0]);
}

void RecognisedPrint::put_back(const Lines&) {}  // the picture still has them

void RecognisedPrint::look_again(const image::CleanPage& page, ReadPage& read) {
  for (Lines* lines : {&read.closing_left, &read.closing_right})
    *lines = reread_where_doubtful(page, text_, std::move(*lines));
  if (!is_empty(read.signature))
    read.closing_right =
        with_lost_lines(page, read.signature, text_, std::move(read.closing_right));
  for (Lines* lines : {&read.body, &read.notes, &read.closing_left})
    *lines = settled(page, std::move(*lines));
  for (Lines* lines : {&read.header_left, &read.header_right, &read.body}) {
    for (ReadLine& line : *lines) line = with_hands_marked(std::move(line), page);
  }
}

}  // namespace codau::ocr
