// segment/rules/stray_marks.h — specks in the cell of a table, where white around the print is
// narrow and a recogniser takes them for stops and quotes.
#pragma once

#include "core/values.h"
#include "page/clean_page.h"

namespace codau::image {

/// Whitens components no larger than a full stop that belong to no letter of `cell`: none stands
/// near above or below (dots and tones), to the left (stops), closely to the right (the pieces of a
/// broken letter), nor another such mark beside it that does (colons, dots in a row). Ink that is
/// larger stays. Precondition: rulings are erased from `page`. Law: what is white stays white.
void erase_stray_marks(CleanPage& page, const Box& cell);

}  // namespace codau::image
