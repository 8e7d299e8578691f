// ocr/rotated_cells.h — reads cells whose text runs up or down the page, as in heads of narrow
// columns.
#pragma once

#include <cstdint>

#include "lines/ocr_engine.h"
#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// Returns true if the text of `cell` may be rotated, by its shape. The cell is at least 1.5 times
/// as high as wide. Its ink goes on downwards for longer than a line is high; upright lines that
/// touch look so, too.
[[nodiscard]] bool may_be_rotated(const Pix* ink, const Box& cell, double x_height);

/// Returns the text of a cell if it may be rotated and reads clearly better rotated than upright.
/// Otherwise returns nothing. Boxes are in pixels of the clean copy, inside `cell`.
[[nodiscard]] ReadLines read_rotated_cell(const image::CleanPage& page, const Box& cell,
                                          OcrEngine& engine);

}  // namespace codau::ocr
