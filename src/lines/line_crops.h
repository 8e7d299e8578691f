// lines/line_crops.h — decides which boxes of a picture are cut out and read as one text line each.
#pragma once

#include <vector>

#include "core/values.h"
#include "lines/text_rows.h"

namespace codau::ocr {

/// A text line, or a part of one. The box is as high as the tallest and lowest letters of its line.
struct LineCrop {
  Box box;
  bool is_line_start = true;  ///< false: the part continues the line of the crop before
};

/// Returns the crop around `ink`, the box of the ink of a line, with some paper around. It also has
/// room for stems and tails: it reaches at least from row `top` to row `foot`. The crop stays
/// inside `page`.
[[nodiscard]] LineCrop make_line_crop(const Box& ink, double top, double foot, const Box& page,
                                      bool is_line_start);

/// Returns one crop for each part of each row of `found`. It is as high as its ink, and at least
/// from 1.5 letter heights above the baseline to half a letter height below. The letter height is
/// that of the whole picture (TextRows::letter_height). The networks are trained on lines that are
/// cut in this way. Lines cut by measures of their own row are read no better
/// (docs/experiments/text-row-detection.md).
[[nodiscard]] std::vector<LineCrop> make_line_crops(const image::TextRows& found, const Box& page);

/// Returns one crop around all `places`, for a picture that is known to have one line.
[[nodiscard]] std::vector<LineCrop> merge_line_crops(const std::vector<LineCrop>& places);

/// Returns `places` without the holes of digits. Tesseract takes the hole of a single 4, 6, 8 or 9
/// for a line of its own. So a crop inside the crop before, and not much lower, is left out.
[[nodiscard]] std::vector<LineCrop> remove_glyph_holes(const std::vector<LineCrop>& places);

}  // namespace codau::ocr
