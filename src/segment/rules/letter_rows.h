// segment/rules/letter_rows.h — rows of letters among a seal and a signature, where a recogniser's
// own search for lines takes all of it for a picture.
#pragma once

#include <vector>

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

struct LetterRows {
  PixPtr grey;            ///< of the whole page; in the area what is larger than letters is paper
  std::vector<Box> rows;  ///< with room for marks above and tails below, from the top down
};

/// Connected components of ink in `area` of the height of letters that stand side by side, as many
/// as the shortest name has. Of the letters round a seal, too, some make a row. Precondition:
/// rulings are erased from `page`.
[[nodiscard]] LetterRows find_letter_rows(const CleanPage& page, const Box& area);

}  // namespace codau::image
