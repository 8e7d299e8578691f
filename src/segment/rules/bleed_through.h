// segment/rules/bleed_through.h — rulings and print of the page behind.
#pragma once

#include "segment/rules/rulings.h"

namespace codau::image {

/// The lines but those that are far weaker than those of the page that leave ink, or, where fewer
/// than three do, than its print: the back page's table shines through.
[[nodiscard]] Rulings remove_bleed_through_rulings(Rulings rulings, const CleanPage& page);

/// Takes print of the page behind off a page of one bit: there it is left as
/// dots.
void erase_bleed_through(NormalisedPage& page);

}  // namespace codau::image
