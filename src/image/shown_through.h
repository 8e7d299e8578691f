// image/shown_through.h — rulings of the page behind.
#pragma once

#include "image/grid.h"

namespace codau::image {

/// Drops the lines that are far weaker than those of the page that leave ink: the back page's table
/// shines through. Where all lines are weak, all stay.
void drop_shown_through(Rulings& rulings, const CleanPage& page);

}  // namespace codau::image
