// lines/line_crops.h — where print stands that is read in one go.
#pragma once

#include <vector>

#include "core/values.h"
#include "lines/text_rows.h"

namespace codau::ocr {

/// A line of print or a part of one, as high as its tallest and lowest letters.
struct LineCrop {
  Box box;
  bool is_line_start = true;  ///< else it goes on in the line of the place before it
};

/// Around `ink` and what letters with stems and tails would reach in its row, from `top` to `foot`,
/// with some paper; inside `page`.
[[nodiscard]] LineCrop make_line_crop(const Box& ink, double top, double foot, const Box& page,
                                      bool is_line_start);

/// Of each part of each row: as high as its ink, and no less than from one and a half letter
/// heights of the picture above the baseline to half of one below it. The layers are trained on
/// lines cut so, and read lines cut by the row's own measures no better
/// (docs/experiments/text-row-detection.md).
[[nodiscard]] std::vector<LineCrop> make_line_crops(const image::TextRows& found, const Box& page);

/// Of a picture that is known to hold one line: one place around all.
[[nodiscard]] std::vector<LineCrop> merge_line_crops(const std::vector<LineCrop>& places);

/// Tesseract takes the hole of a lone 4, 6, 8 or 9 for a line of its own: a place in the
/// place before it, and not much lower, is left out, for print is read once.
[[nodiscard]] std::vector<LineCrop> remove_glyph_holes(const std::vector<LineCrop>& places);

}  // namespace codau::ocr
