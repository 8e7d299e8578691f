// segment/rules/stray_marks.h — erases specks in cells of a table, which recognisers read as full
// stops or quotation marks.
#pragma once

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

/// Erases connected components in `cell` that are no larger than a full stop. Such a component
/// stays if:
/// 1. a letter is near above or below it: it may be a dot or a tone mark;
/// 2. a letter is to its left: it may be a full stop;
/// 3. a letter is close to its right: it may be a piece of this letter, which is broken;
/// 4. another such component is beside it: both may be a colon, or dots in a row.
/// Larger ink stays. Precondition: the rulings are erased from `page`. Law: white pixels stay
/// white.
void erase_stray_marks(CleanPage& page, const Box& cell);

}  // namespace codau::image
