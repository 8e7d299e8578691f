// segment/preprocess.h — erases ink that does not belong to the text of a page.
#pragma once

#include <cstdint>

#include "page/cleaning_steps.h"
#include "page/normalised_page.h"
#include "raster/page_image.h"

namespace codau::image {

/// Erases scanner streaks and black seals. On a page of 1 bit also erases bleed-through (print of
/// the other side of the sheet). Adds to page.removed_regions and page.lost_areas. Argument
/// `steps`: the steps that may be made. Precondition: the page is upright. Throws
/// Error{Cause::kOutOfMemory}.
void remove_foreign_ink(NormalisedPage& page, CleaningSteps steps = {});

/// Returns normalise_ground() of the page (page/normalised_page.h), turned clockwise by `degrees`,
/// after remove_foreign_ink().
[[nodiscard]] NormalisedPage normalise_page(const PageImage& page, CleaningSteps steps = {},
                                            std::int32_t degrees = 0);

}  // namespace codau::image
