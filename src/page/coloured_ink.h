// page/coloured_ink.h — removes coloured ink, such as stamps and signatures, by its colour.
#pragma once

#include "raster/page_image.h"

namespace codau::image {

/// Returns a page in colours (32 bits) as 8 bits grey, with coloured ink nearly white. First the
/// colour of the text is found: the ink that is spread over the whole page.
/// 1. Black text: the grey value is the brightest channel plus the saturation (brightest minus
///    darkest channel). So red and blue strokes become nearly white, and black print under a stamp
///    stays dark.
/// 2. Blue text: the red channel, in which blue ink is dark and red ink is light.
/// 3. Text of another colour: the blue channel.
/// Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PixPtr remove_coloured_ink(const Pix* rgb);
/// Returns true if the page has colours: 32 bits for each pixel, or a palette with colours. Only
/// then can remove_coloured_ink() remove ink.
[[nodiscard]] bool has_colours(const PageImage& page);

}  // namespace codau::image
