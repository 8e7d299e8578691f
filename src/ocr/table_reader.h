// ocr/table_reader.h — the cells of a ruled table, read one column at a time.
#pragma once

#include "lines/ocr_engine.h"
#include "ocr/read_page.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// Reads every cell of `grid`. Cells of one column are read together, as one strip: lines of one
/// size below each other read better than single cells. `ordinals` reads the numbers
/// of a narrow first column. Precondition: the rulings are erased from `page`.
[[nodiscard]] ReadTable read_table_cells(const image::CleanPage& page, const image::CellGrid& grid,
                                         OcrEngine& engine, OcrEngine& ordinals);

}  // namespace codau::ocr
