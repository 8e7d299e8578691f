// lines/stem_pattern.h — finds the vertical strokes (stems) of a short numeral. Recognisers misread
// I, II and III as one letter.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

/// The vertical strokes of a numeral, in pixels of the clean copy.
struct StemPattern {
  Box box;  ///< around the ink, without a full stop after it
  /// One character for each element, from left to right. '|' is a stem as high as the numeral. 'w'
  /// is a wide letter without a stem. 't' is a stem under a bar, as in STT.
  std::string stems;
  bool has_full_stop = false;
  /// for each full stop inside, as in I.2: the number of elements of `stems` before it
  std::vector<std::size_t> inner_stops{};
};

/// Returns the strokes of the single text line in `area`; specks above, below and far beside it do
/// not count. Returns an empty pattern if there is no ink, or more than one line. Precondition: the
/// rulings are erased from `page`. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] StemPattern find_stem_pattern(const CleanPage& page, const Box& area);

}  // namespace codau::image
