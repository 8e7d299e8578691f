// image/shown_through.h — rulings of the page behind.
#pragma once

#include "image/grid.h"

namespace codau::image {

/// Drops the lines that are far weaker than those of the page that leave ink, or, where fewer than
/// three do, than its print: the back page's table shines through.
void drop_shown_through(Rulings& rulings, const CleanPage& page);

}  // namespace codau::image
