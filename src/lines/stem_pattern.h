// lines/stem_pattern.h — the upright strokes of a short numeral, which recognisers fold into one
// (I, II, III).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

struct StemPattern {
  Box box;            ///< around the ink, without a full stop behind it
  std::string stems;  ///< from left to right: '|' a stem as high as the numeral, 'w' a wide glyph
                      ///< without, 't' a stem under a bar, as in STT
  bool has_full_stop = false;
  std::vector<std::size_t> inner_stops{};  ///< how much of the pattern stands before each: I.2
};

/// Strokes of the only line of print in `area`, specks above, below and far beside it left out; an
/// empty pattern where there is no ink or more than one line. Precondition: rulings are erased.
[[nodiscard]] StemPattern find_stem_pattern(const CleanPage& page, const Box& area);

}  // namespace codau::image
