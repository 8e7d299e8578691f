// ocr/rotated_cells.h — cells whose text runs up or down the page, as in the heads of narrow
// columns.
#pragma once

#include <cstdint>

#include "lines/ocr_engine.h"
#include "lines/read_line.h"
#include "page/clean_page.h"

namespace codau::ocr {

/// By its shape: `cell` is at least 1.5 times as high as wide, and its ink goes on downwards for
/// longer than a line of print is high. Upright lines that touch look so too.
[[nodiscard]] bool may_be_rotated(const Pix* ink, const Box& cell, double x_height);

/// The cell's text where it may be turned and reads clearly better turned than upright; else
/// nothing. Boxes are in pixels of the copy. All of them lie inside `cell`.
[[nodiscard]] ReadLines read_rotated_cell(const image::CleanPage& page, const Box& cell,
                                          OcrEngine& engine);

}  // namespace codau::ocr
