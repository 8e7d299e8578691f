// raster/binarisation.h — makes paper evenly white, and finds the threshold between ink and paper.
// A threshold t separates the grey values 0 (black) to 255 (white): values below t are ink. `grey`:
// a picture of 8 bits. Functions that make a picture throw Error{Cause::kOutOfMemory}.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

/// Divides the grey values by the local brightness of the paper, in place: the paper becomes white,
/// and weak strokes are kept. A brightness under 80 counts as 80, so that a black page edge stays
/// dark. A picture with a side under 160 pixels stays as it is. Throws Error{Cause::kOutOfMemory}.
void normalise_background(Pix* grey);

/// Returns Otsu's threshold: the split of the histogram with the largest variance between its two
/// parts. The result is limited to 110 to 210.
[[nodiscard]] std::int32_t compute_otsu_threshold(const Pix* grey);

/// Returns a 1-bit picture of the ink, by Otsu's threshold. If `picture` has 1 bit, returns a copy.
[[nodiscard]] PixPtr binarise(const Pix* picture);

/// Returns the most frequent grey value of the paper: of the values from `threshold` on.
[[nodiscard]] std::int32_t estimate_paper_tone(const Pix* grey, std::int32_t threshold);

/// Returns a threshold at which faint strokes are ink too, but the noise of the paper is not. It
/// lies about three standard deviations below the most frequent value of the paper. It is at least
/// `threshold`, and at most halfway between `threshold` and 255.
[[nodiscard]] std::int32_t compute_faint_threshold(const Pix* grey, std::int32_t threshold);

}  // namespace codau::image
