// page/born_digital_page.h — the picture of a page that a program drew, prepared for the analysis
// of its layout.
#pragma once

#include <vector>

#include "core/values.h"
#include "page/clean_page.h"
#include "raster/page_image.h"

namespace codau::image {

class StepPictures;

/// Returns the page as dark print on white, in place of normalise_page(): the pixels inside
/// `words`, each box with its own contrast, and the rulings. Light print on a dark ground becomes
/// dark on white. A ruling is a thin line of any colour, also dashed or dotted, or the edge of a
/// shaded area. Shading itself, pictures and signatures are white. `words`: in pixels of `page`.
[[nodiscard]] NormalisedPage normalise_born_digital_page(const PageImage& page,
                                                         const std::vector<PageBox>& words,
                                                         StepPictures* pictures = nullptr);

}  // namespace codau::image
