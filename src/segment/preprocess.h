// segment/preprocess.h — the copy of a page that the recogniser sees: even, upright, flat,
// straight, without coloured ink, specks, streaks and seals. The page itself stays as it came;
// PageTransform leads back to it.
#pragma once

#include <cstdint>

#include "page/clean_page.h"
#include "page/cleaning_steps.h"
#include "raster/page_image.h"

namespace codau::image {

class StepPictures;

/// Coloured ink (stamps, signatures, tinted paper) lifted towards white, background divided out
/// without clipping weak strokes, streaks of a scanner and black seals taken out, and on a page of
/// one bit print of the page behind.
[[nodiscard]] NormalisedPage normalise_page(const PageImage& page, CleaningSteps steps = {},
                                            StepPictures* pictures = nullptr);

/// Small print enlarged, turned by `degrees`, drawn flat where the page is not
/// (page/dewarping.h), else deskewed (to 0.2 degrees; less is left as it is), despeckled. Specks
/// are connected components of ink smaller than a dot, or as small as one with white all around:
/// the dot below a letter stays.
[[nodiscard]] CleanPage clean_page(NormalisedPage grey, const PageImage& page, std::int32_t degrees,
                                   CleaningSteps steps = {}, StepPictures* pictures = nullptr);

}  // namespace codau::image
