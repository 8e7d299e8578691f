// page/despeckle.h — dirt that is no full stop and no dot of a letter.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

/// Takes specks out of both pictures. Size alone tells no speck from a full stop or the dot of a
/// letter, which stand close to print: the larger one is, the more white it must have around it.
/// Only what is smaller than any mark of a letter may stand anywhere; below 200 dpi a single pixel
/// may be all that is left of a weak tone. Where clouds of dirt cover a page (the print of the back
/// shows through), specks are no company for each other; dotted lines stay.
void despeckle(Pix* ink, Pix* grey, std::int32_t dpi);

}  // namespace codau::image
