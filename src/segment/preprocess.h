// segment/preprocess.h — removes ink from a page that is not its own print.
#pragma once

#include <cstdint>

#include "page/cleaning_steps.h"
#include "page/normalised_page.h"
#include "raster/page_image.h"

namespace codau::image {

/// Takes out streaks of a scanner, black seals, and on a page of one bit the print of the page
/// behind. Adds to removed_regions and lost_areas. Precondition: the page is upright.
void remove_foreign_ink(NormalisedPage& page, CleaningSteps steps = {});

/// Returns normalise_ground() of the page, turned by `degrees`, after remove_foreign_ink().
[[nodiscard]] NormalisedPage normalise_page(const PageImage& page, CleaningSteps steps = {},
                                            std::int32_t degrees = 0);

}  // namespace codau::image
