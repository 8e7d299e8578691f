// segment/rules/letter_rows.h — finds rows of letters under a seal or a signature, where the search
// for text lines sees only a picture.
#pragma once

#include <vector>

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

/// Rows of letters, in pixels of the clean copy.
struct LetterRows {
  PixPtr grey;  ///< the whole page; inside the area, all ink that is larger than letters is erased
  std::vector<Box> rows;  ///< the rows, from the top down, with room for diacritics and descenders
};

/// Returns the rows in `area`: connected components with the height of letters, side by side, as
/// many as the shortest name has. The letters around a seal may also give a row. Precondition: the
/// rulings are erased from `page`. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] LetterRows find_letter_rows(const CleanPage& page, const Box& area);

}  // namespace codau::image
