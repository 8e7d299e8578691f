// lines/line_places.h — where print stands that is read in one go.
#pragma once

#include <vector>

#include "core/values.h"
#include "lines/text_rows.h"

namespace codau::ocr {

/// A line of print or a part of one, as high as its tallest and lowest letters.
struct LinePlace {
  Box box;
  bool begins_line = true;  ///< else it goes on in the line of the place before it
};

/// Around `ink` and what letters with stems and tails would reach in its row, from `top` to `foot`,
/// with some paper; inside `page`.
[[nodiscard]] LinePlace place_of(const Box& ink, double top, double foot, const Box& page,
                                 bool begins_line);

/// Of each part of each row: as high as its ink, and no less than from one and a half letter
/// heights of the picture above the baseline to half of one below it. The layers are trained on
/// lines cut so, and read lines cut by the row's own measures no better
/// (docs/experiments/text-row-detection.md).
[[nodiscard]] std::vector<LinePlace> places_of(const image::TextRows& found, const Box& page);

/// Of a picture that is known to hold one line: one place around all.
[[nodiscard]] std::vector<LinePlace> as_one(const std::vector<LinePlace>& places);

/// Tesseract takes the hole of a lone 4, 6, 8 or 9 for a line of its own: a place in the
/// place before it, and not much lower, is left out, for print is read once.
[[nodiscard]] std::vector<LinePlace> without_holes(const std::vector<LinePlace>& places);

}  // namespace codau::ocr
