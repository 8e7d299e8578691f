// raster/binarisation.h — paper made evenly white, and where ink begins.
#pragma once

#include <cstdint>

#include "raster/page_image.h"

namespace codau::image {

/// Divides 8 bits grey by the brightness of the paper, without clipping weak strokes. What is much
/// darker than paper (a black edge) stays.
void normalise_background(Pix* grey);

/// Otsu's threshold: the split of the histogram with the largest variance between its two parts;
/// 110 to 210.
[[nodiscard]] std::int32_t compute_otsu_threshold(const Pix* grey);

/// Of 8 bits or 1: 1 bit, ink what is darker than that threshold.
[[nodiscard]] PixPtr binarise(const Pix* picture);

/// The commonest grey of what is no ink.
[[nodiscard]] std::int32_t estimate_paper_tone(const Pix* grey, std::int32_t ink);

/// The lightest threshold that leaves the noise of the ground out: three deviations under its mode;
/// at least `ink`.
[[nodiscard]] std::int32_t compute_faint_threshold(const Pix* grey, std::int32_t ink);

}  // namespace codau::image
