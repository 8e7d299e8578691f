// raster/binarisation.h — makes paper evenly white, and finds the threshold between ink and paper.
// A threshold t separates the grey values 0 to 255: values below t are ink. `grey`: 8 bits.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

/// Divides the grey values by the local brightness of the paper, in place: the paper becomes white,
/// weak strokes are kept. A brightness under 80 counts as 80, so a black edge stays dark. A picture
/// with a side under 160 pixels stays as it is. Throws Error{Cause::kOutOfMemory}.
void normalise_background(Pix* grey);

/// Returns Otsu's threshold: the split of the histogram with the largest variance between its two
/// parts; limited to 110 to 210.
[[nodiscard]] std::int32_t compute_otsu_threshold(const Pix* grey);

/// Returns a 1-bit picture: ink by Otsu's threshold. A 1-bit `picture` is copied.
[[nodiscard]] PixPtr binarise(const Pix* picture);

/// Returns the most frequent grey value of the paper: of values from the threshold `ink` on.
[[nodiscard]] std::int32_t estimate_paper_tone(const Pix* grey, std::int32_t ink);

/// Returns a higher threshold, at which faint strokes are ink but the noise of the paper is not. It
/// lies three standard deviations below the most frequent value of the paper. The result is limited
/// to `ink` (a threshold) up to the middle of `ink` and 255.
[[nodiscard]] std::int32_t compute_faint_threshold(const Pix* grey, std::int32_t ink);

}  // namespace codau::image
