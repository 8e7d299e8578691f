// ocr/table_reader.h — the steps of reading the cells of a table, one column at a time.
#pragma once

#include <cstddef>
#include <vector>

#include "lines/ocr_engine.h"
#include "ocr/read_page.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// A cell of a strip: its box, and its index in the table.
struct StripCell {
  Box box;
  std::size_t index = 0;
};

/// The cells of one column, which are read as one picture.
struct TableStrip {
  std::vector<StripCell> cells;  ///< from the top down, at least one
  TextPicture picture;
};

/// Returns the table with the text of its rotated cells, which runs up or down the page. These are
/// heads of columns, and cells of the first column that may name a group of rows.
[[nodiscard]] ReadTable read_rotated_cells(const image::CleanPage& page,
                                           const image::CellGrid& grid, OcrEngine& engine);

/// Returns the columns of the cells with ink that are not rotated. Lines of one size below each
/// other read better than single cells. Precondition: the rulings are erased from `page`.
[[nodiscard]] std::vector<TableStrip> cut_strips(const image::CleanPage& page,
                                                 const ReadTable& table);

/// Gives the lines of a strip to its cells in `table`.
void place_lines(ReadLines lines, const TableStrip& strip, ReadTable& table);

/// Corrects the numbers of a narrow first column. Three witnesses are asked: an engine that reads
/// digits and Roman numerals, the strokes, and the sequence.
void read_ordinals(const image::CleanPage& page, OcrEngine& digits, ReadTable& table);

}  // namespace codau::ocr
