// page/clean_page.h — the copy of a page that is read: upright, flat, straight, without specks. The
// page itself stays as it came; PageTransform leads back to it.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "page/cleaning_steps.h"
#include "page/normalised_page.h"
#include "raster/page_image.h"
#include "raster/page_transform.h"
#include "raster/regions.h"

namespace codau::image {

class StepPictures;

/// What is known of a clean copy beside its pictures.
struct CleanPageMeasures {
  std::int32_t width = 0, height = 0, dpi = 0;
  /// Height of small letters of most print, in pixels. If there is too little print, the height for
  /// 14 points.
  double x_height = 0;
  /// So many x-heights, to the nearest pixel.
  [[nodiscard]] std::int32_t to_pixels(double x_heights) const {
    return static_cast<std::int32_t>(x_heights * x_height + 0.5);
  }
  std::int32_t paper = 255;      ///< grey of the paper
  bool has_perspective = false;  ///< photographed at a slant, and drawn as seen from above
  PageTransform transform;
  Regions removed_regions;        ///< streaks and seals, in pixels of the copy
  std::vector<Box> lost_areas{};  ///< where print may be missing: a streak was taken out
};

struct CleanPage : CleanPageMeasures {
  PixPtr grey;       ///< 8 bits; the recogniser reads it
  PixPtr ink;        ///< 1 bit, without specks
  PixPtr faint_ink;  ///< 1 bit at a lighter threshold: thin grey rulings show here
};

/// Removes specks, enlarges small print, and makes the page flat: a bent page is dewarped
/// (page/dewarping.h), a skewed one is deskewed. Skew below 0.2 degrees stays. A speck is a
/// connected component of ink that is smaller than a dot, or as small as a dot and alone on white.
/// So the dot below a letter stays. `page`: upright, made from `image`.
[[nodiscard]] CleanPage clean_page(NormalisedPage page, const PageImage& image,
                                   CleaningSteps steps = {}, StepPictures* pictures = nullptr);

}  // namespace codau::image
