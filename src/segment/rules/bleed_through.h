// segment/rules/bleed_through.h — removes bleed-through: rulings and print of the other side of the
// sheet.
#pragma once

#include "segment/rules/rulings.h"

namespace codau::image {

/// Returns `rulings` without those of a table on the other side. They are far paler than the
/// rulings that leave ink in page.ink. If fewer than three rulings do, they are far paler than the
/// print.
[[nodiscard]] Rulings remove_bleed_through_rulings(Rulings rulings, const CleanPage& page);

/// Erases bleed-through on a page of 1 bit. There, bleed-through consists of dots. Throws
/// Error{Cause::kOutOfMemory}.
void erase_bleed_through(NormalisedPage& page);

}  // namespace codau::image
