// page/normalised_page.h — a page in grey on even ground, and the turn that makes it upright.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "page/cleaning_steps.h"
#include "raster/page_image.h"
#include "raster/regions.h"

namespace codau::image {

/// A page in grey on an even white ground. 8 bits, dark ink. Half as wide and high as the page
/// where that is finer than print needs.
struct NormalisedPage {
  PixPtr pix;
  PixPtr ink;  ///< 1 bit at the threshold between ink and ground
  std::int32_t width = 0, height = 0, dpi = 0;
  double scale = 1;           ///< times the size of the page
  std::int32_t rotation = 0;  ///< degrees clockwise from the page as it came: 0, 90, 180, 270
  std::int32_t threshold = 128;
  bool is_bilevel = false;  ///< it was 1 bit, and has no shades
  // On the page as it came.
  std::vector<PageRegion> removed_regions;  ///< streaks and seals
  std::vector<PageBox> lost_areas{};        ///< under streaks, where print may be
};

/// Returns the page with coloured ink (stamps, signatures, tinted paper) lifted towards white, and
/// the background divided out without clipping weak strokes. Not turned.
[[nodiscard]] NormalisedPage normalise_ground(const PageImage& page, CleaningSteps steps = {});

/// Turns the page clockwise by `degrees`: 0, 90, 180 or 270.
void turn(NormalisedPage& page, std::int32_t degrees);

/// Returns true if the page has so little ink that there is nothing to read. Single pixels, which
/// are noise, do not count.
[[nodiscard]] bool is_blank(const NormalisedPage& page);

/// Returns the area of the page as it came that `box` covers.
[[nodiscard]] PageBox map_to_page(const Box& box, const NormalisedPage& page);

}  // namespace codau::image
