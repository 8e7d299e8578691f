// page/clean_page.h — makes the clean copy of a page, which is then read: upright, flat, level,
// without specks. The page image itself stays unchanged. CleanPage::transform converts boxes of the
// copy to boxes of the page.
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

/// The size and the measures of a clean copy. Pixels are those of the copy.
struct CleanPageMeasures {
  std::int32_t width = 0, height = 0, dpi = 0;
  /// The x-height (height of small letters) of most print, in pixels. With too little print, that
  /// of 14-point type.
  double x_height = 0;
  /// Returns a length in pixels, rounded. `x_heights`: the length in x-heights.
  [[nodiscard]] std::int32_t to_pixels(double x_heights) const {
    return static_cast<std::int32_t>(x_heights * x_height + 0.5);
  }
  std::int32_t paper = 255;  ///< grey value of the paper
  /// the page was photographed at a slant; the copy shows it from above
  bool has_perspective = false;
  PageTransform transform;
  Regions removed_regions;        ///< erased streaks and seals
  std::vector<Box> lost_areas{};  ///< areas under erased streaks, where print may be missing
};

struct CleanPage : CleanPageMeasures {
  PixPtr grey;       ///< 8 bits; this picture is recognised
  PixPtr ink;        ///< 1 bit, without specks; this picture is analysed
  PixPtr faint_ink;  ///< 1 bit at a lighter threshold, so that thin grey rulings are ink, too
};

/// Returns the clean copy of `page`, which was made from `image` and is upright. Only the steps in
/// `steps` are made. Each adds a picture to `pictures`, unless this is null. The steps are:
/// 1. Specks are erased (page/despeckle.h).
/// 2. Small print is enlarged (page/x_height.h).
/// 3. A bent page is dewarped (page/dewarping.h). A flat page is rotated until its lines are level,
///    if they slope by 0.2 degrees or more.
/// Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] CleanPage clean_page(NormalisedPage page, const PageImage& image,
                                   CleaningSteps steps = {}, StepPictures* pictures = nullptr);

}  // namespace codau::image
