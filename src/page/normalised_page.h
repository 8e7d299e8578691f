// page/normalised_page.h — a page in grey on an even white ground, which can be turned upright.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "page/cleaning_steps.h"
#include "raster/page_image.h"
#include "raster/regions.h"

namespace codau::image {

/// A page in 8 bits grey, with dark ink on an even white ground. If the page image is finer than
/// print needs, `pix` has half its resolution.
struct NormalisedPage {
  PixPtr pix;
  PixPtr ink;  ///< 1 bit: the pixels of `pix` below `threshold`
  std::int32_t width = 0, height = 0, dpi = 0;
  double scale = 1;  ///< pixels of `pix` for each pixel of the page image: 1 or 0.5
  /// clockwise degrees by which the page image was turned: 0, 90, 180, 270
  std::int32_t rotation = 0;
  std::int32_t threshold = 128;
  bool is_bilevel = false;  ///< the page image had 1 bit, so it has no shades
  // In pixels of the page image:
  std::vector<PageRegion> removed_regions;  ///< erased streaks and seals
  std::vector<PageBox> lost_areas{};  ///< areas under erased streaks, where print may be missing
};

/// Returns the page with coloured ink (stamps, signatures, tinted paper) nearly white, and the
/// brightness of the paper evened out, so that weak strokes stay. The page is not turned. `steps`:
/// the steps that may be made. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] NormalisedPage normalise_ground(const PageImage& page, CleaningSteps steps = {});

/// Turns the page clockwise by `degrees`: 0, 90, 180 or 270.
void turn(NormalisedPage& page, std::int32_t degrees);

/// Returns true if the page has so little ink that there is nothing to read: under 0.005 % of its
/// area. Single pixels, which are noise, do not count.
[[nodiscard]] bool is_blank(const NormalisedPage& page);

/// Returns the area of the page image that `box`, in pixels of page.pix, covers.
[[nodiscard]] PageBox map_to_page(const Box& box, const NormalisedPage& page);

}  // namespace codau::image
