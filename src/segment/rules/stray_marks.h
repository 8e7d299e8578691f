// segment/rules/stray_marks.h — erases specks in cells of a table, which recognisers read as full
// stops or quotation marks.
#pragma once

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

/// Erases connected components in `cell` that are no larger than a full stop, and belong to no
/// letter. A component belongs to a letter if the letter is:
/// 1. near above or below: a dot or a tone mark;
/// 2. to the left: a full stop;
/// 3. close to the right: a piece of a broken letter;
/// 4. beside another such component: a colon, or dots in a row.
/// Larger ink stays. Precondition: the rulings are erased from `page`. Law: white pixels stay
/// white.
void erase_stray_marks(CleanPage& page, const Box& cell);

}  // namespace codau::image
