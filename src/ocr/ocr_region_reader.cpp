#include "ocr/ocr_region_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/box.h"
#include "layout/page_layout.h"
#include "lines/stem_pattern.h"
#include "ocr/handwriting.h"
#include "ocr/line_classification.h"
#include "ocr/lost_lines.h"
#include "ocr/page_orientation.h"
#include "ocr/re_recognition.h"
#include "ocr/table_reader.h"
#include "raster/pixels.h"

namespace codau::ocr {
namespace {

bool is_one_number(const ReadLines& lines) {
  return lines.size() == 1 && is_digits(join_text(lines[0]));
}

/// The rest of the rows of a column that winds: print of the other column.
std::vector<Box> list_areas_beside(const std::vector<Box>& column, const image::CleanPage& page) {
  std::vector<Box> out;
  for (const Box& area : column) {
    if (area.left > 0) out.push_back({0, area.top, area.left, area.bottom});
    if (area.right < page.width) out.push_back({area.right, area.top, page.width, area.bottom});
  }
  return out;
}

/// Where there is much more paper than print, the recogniser takes the noise of the paper for
/// print, and may look at it for minutes: it gets what the letters span.
ReadLines read_area(const image::CleanPage& page, const Box& area, SegmentationMode mode,
                    OcrEngine& text, WritingKind writing) {
  const Box print = image::find_print_bounds(page.ink.get(), area, page.dpi / 25);
  if (is_empty(print)) return {};
  const Box part = intersection(inflated(print, page.dpi / 6), area);
  return text.recognise(page.grey.get(), part, page.dpi, mode, writing);
}

/// The engine that knows digits is asked first; where it doubts, the number that the page has in
/// its file speaks for the other one.
ReadLines read_number(const image::CleanPage& page, const Box& mark, const std::string& expected,
                      OcrEngine& text, OcrEngine& ordinals) {
  ReadLines lines = ordinals.recognise(page.grey.get(), mark, page.dpi, SegmentationMode::kLine);
  if (is_one_number(lines) && compute_mean_confidence(lines) >= kMinSureConfidence) return lines;
  ReadLines other = text.recognise(page.grey.get(), mark, page.dpi, SegmentationMode::kLine);
  const bool better =
      !is_one_number(lines) || (is_one_number(other) && join_text(other[0]) == expected);
  return better ? other : lines;
}

}  // namespace

ReadLines OcrRegionReader::read_column(const image::CleanPage& page, const std::vector<Box>& column,
                                       SegmentationMode mode, WritingKind writing) {
  if (column.size() == 1) return read_area(page, column[0], mode, text_, writing);
  const Box all{0, column.front().top, page.width, column.back().bottom};
  return read_area(image::copy_without_areas(list_areas_beside(column, page), page), all, mode,
                   text_, writing);
}

ReadTable OcrRegionReader::read_table(const image::CleanPage& page, const image::CellGrid& grid) {
  ReadTable table = ocr::read_table_cells(page, grid, text_, ordinals_);
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    if (!table.is_rotated(i)) table.cells[i] = correct_numerals(page, std::move(table.cells[i]));
  }
  return table;
}

std::optional<ReadLine> OcrRegionReader::read_page_number(const image::CleanPage& page,
                                                          const Box& mark, std::uint32_t number) {
  ReadLines lines = read_number(page, mark, std::to_string(number), text_, ordinals_);
  if (!is_one_number(lines)) return std::nullopt;
  // An engine that knows digits only finds one in "Phụ lục 2" too: its width tells.
  const Box print = image::find_stem_pattern(page, mark).box;
  const auto digits = static_cast<std::int32_t>(join_text(lines[0]).size());
  if (width_of(print) > digits * height_of(print)) return std::nullopt;
  return std::move(lines[0]);
}

void OcrRegionReader::put_back(const ReadLines&) {}  // the picture still has them

void OcrRegionReader::re_recognise(const image::CleanPage& page, ReadPage& read) {
  for (ReadLines* lines : {&read.closing_left, &read.closing_right})
    *lines = re_recognise_doubtful_lines(page, text_, std::move(*lines));
  if (!is_empty(read.signature))
    read.closing_right =
        recover_lost_lines(page, read.signature, text_, std::move(read.closing_right));
  for (ReadLines* lines : {&read.body, &read.notes, &read.closing_left})
    *lines = correct_numerals(page, std::move(*lines));
  for (ReadLines* lines : {&read.header_left, &read.header_right, &read.body}) {
    for (ReadLine& line : *lines) line = mark_handwriting(std::move(line), page);
  }
}

}  // namespace codau::ocr
