// page/coloured_ink.h — stamps and signatures in colour, taken out by their colour.
#pragma once

#include "raster/page_image.h"

namespace codau::image {

/// A page in colour → 8 bits grey. Coloured ink is lifted by its saturation on top of its brightest
/// channel: a red or blue stroke ends near white, black print under a stamp stays dark (its
/// saturation is low). Where the text itself is coloured, the channel in which it is dark is taken:
/// the other colour is light there.
[[nodiscard]] PixPtr remove_coloured_ink(const Pix* rgb);
/// It came with colours, each pixel or a palette: remove_coloured_ink may have taken something out.
[[nodiscard]] bool has_colours(const PageImage& page);

}  // namespace codau::image
