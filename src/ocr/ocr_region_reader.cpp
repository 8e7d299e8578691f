#include "ocr/ocr_region_reader.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>

#include "core/box.h"
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

/// The areas of the page as boxes of the picture of `part`.
std::vector<Box> boxes_in(const Box& part, const std::vector<Box>& areas) {
  std::vector<Box> out;
  for (const Box& area : areas) {
    const Box inside = intersection(area, part);
    if (!is_empty(inside)) out.push_back(translated(inside, -part.left, -part.top));
  }
  return out;
}

/// Returns the picture of a column, with paper in the areas `excluded`. It ends at the outermost
/// letters, because the recogniser may take noise of bare paper for print, and look at it for
/// minutes.
TextPicture cut_column(const image::CleanPage& page, const TextColumn& column,
                       std::vector<Box> excluded) {
  Box area = column.areas.front();
  if (column.areas.size() > 1) {
    area = {0, area.top, page.width, column.areas.back().bottom};
    std::ranges::move(list_areas_beside(column.areas, page), std::back_inserter(excluded));
  }
  area = intersection(area, {0, 0, page.width, page.height});
  if (is_empty(area)) return {};
  const image::PixPtr ink = image::crop(page.ink.get(), area, 0);
  for (const Box& box : boxes_in(area, excluded)) image::clear_box(ink.get(), box);
  const Box print =
      image::find_print_bounds(ink.get(), image::get_bounds(ink.get()), page.dpi / 25);
  if (is_empty(print)) return {};
  const Box part =
      intersection(translated(inflated(print, page.dpi / 6), area.left, area.top), area);
  const image::PixPtr grey = image::crop(page.grey.get(), part, 0);
  for (const Box& box : boxes_in(part, excluded)) image::clear_box(grey.get(), box, page.paper);
  TextPicture out = cut_text_picture(grey.get(), image::get_bounds(grey.get()), page.dpi,
                                     column.mode, column.writing);
  out.part = part;
  return out;
}

/// The engine of digits is asked first. If it doubts, the number of the page in its file speaks for
/// the other engine.
ReadLines read_number(const image::CleanPage& page, const Box& mark, const std::string& expected,
                      OcrEngine& text, OcrEngine& ordinals) {
  ReadLines lines = ordinals.recognise(
      cut_text_picture(page.grey.get(), mark, page.dpi, SegmentationMode::kLine));
  if (is_one_number(lines) && compute_mean_confidence(lines) >= kMinSureConfidence) return lines;
  ReadLines other =
      text.recognise(cut_text_picture(page.grey.get(), mark, page.dpi, SegmentationMode::kLine));
  const bool better =
      !is_one_number(lines) || (is_one_number(other) && join_text(other[0]) == expected);
  return better ? other : lines;
}

}  // namespace

RegionTexts OcrRegionReader::read(const image::CleanPage& page, const TextRegions& regions) {
  RegionTexts out;
  std::vector<TextPicture> pictures;
  std::vector<std::vector<TableStrip>> strips;
  for (const image::CellGrid& grid : regions.tables) {
    out.tables.push_back(read_rotated_cells(page, grid, text_));
    strips.push_back(cut_strips(page, out.tables.back()));
    for (TableStrip& strip : strips.back()) pictures.push_back(std::move(strip.picture));
  }
  for (const TextColumn& column : regions.columns)
    pictures.push_back(cut_column(page, column, regions.excluded));
  std::vector<ReadLines> lines = text_.recognise(pictures);
  auto next = lines.begin();
  for (std::size_t i = 0; i < strips.size(); ++i) {
    ReadTable& table = out.tables[i];
    for (const TableStrip& strip : strips[i]) place_lines(std::move(*next++), strip, table);
    read_ordinals(page, ordinals_, table);
    for (std::size_t cell = 0; cell < table.cells.size(); ++cell) {
      if (!table.is_rotated(cell))
        table.cells[cell] = correct_numerals(page, std::move(table.cells[cell]));
    }
  }
  out.columns.assign(std::move_iterator(next), std::move_iterator(lines.end()));
  return out;
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
