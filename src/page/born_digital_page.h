// page/born_digital_page.h — prepares the picture of a page that a program drew (no scan) for the
// layout analysis.
#pragma once

#include <vector>

#include "core/values.h"
#include "page/clean_page.h"
#include "raster/page_image.h"

namespace codau::image {

class StepPictures;

/// Returns the page as dark print on white; used in place of normalise_page(). Only two things are
/// drawn:
/// 1. the pixels inside `words` (in pixels of `page`), each box with its own contrast. Light print
///    on a dark ground becomes dark on white;
/// 2. the rulings: thin lines of any colour, also dashed or dotted, and the edges of shaded areas.
/// Shading, pictures and signatures become white. `pictures`: receives a picture after each step;
/// null: none. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] NormalisedPage normalise_born_digital_page(const PageImage& page,
                                                         const std::vector<PageBox>& words,
                                                         StepPictures* pictures = nullptr);

}  // namespace codau::image
