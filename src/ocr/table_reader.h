// ocr/table_reader.h — the cells of a ruled table, read one column at a time.
#pragma once

#include "lines/engine.h"
#include "ocr/reading.h"
#include "page/sheet.h"

namespace codau::ocr {

/// Reads every cell of `grid`. Cells of one column are read together, as one strip: lines of one
/// size below each other read better than single cells. `ordinals` (may be null) reads the numbers
/// of a narrow first column. Precondition: the rulings are erased from `page`.
[[nodiscard]] ReadTable read_table(const image::CleanPage& page, const image::Grid& grid,
                                   Engine& engine, Engine* ordinals);

}  // namespace codau::ocr
