// image/shown_through.h — rulings of the page behind.
#pragma once

#include <cstdint>

#include "image/grid.h"

namespace codau::image {

enum class LineStyle : std::uint8_t { kSolid, kDashed };

/// Drops the lines that are far weaker than those of the page that leave ink, or, where fewer than
/// three do, than its print: the back page's table shines through. `style` is that of the weaker
/// lines.
void drop_shown_through(Rulings& rulings, const CleanPage& page, LineStyle style);

}  // namespace codau::image
