// page/clean_page.h — the copies of a page that are worked on: in grey as it came, and upright and
// clean.
#pragma once

#include <cstdint>
#include <vector>

#include "core/values.h"
#include "raster/page_image.h"
#include "raster/page_transform.h"
#include "raster/regions.h"

namespace codau::image {

/// A page in grey on an even white ground, not yet turned. 8 bits, dark ink. Half as wide and high
/// as the page where that is finer than print needs.
struct NormalisedPage {
  PixPtr pix;
  PixPtr ink;  ///< 1 bit at the threshold between ink and ground
  std::int32_t width = 0, height = 0, dpi = 0;
  double scale = 1;  ///< times the size of the page
  std::int32_t threshold = 128;
  bool is_bilevel = false;  ///< it was 1 bit, and has no shades
  bool is_blank = false;    ///< hardly any ink: nothing to read
  // On the page as it came.
  std::vector<PageRegion> removed_regions;  ///< streaks and seals
  std::vector<PageBox> lost_areas{};        ///< under streaks, where print may be
};

/// What is known of a clean copy beside its pictures.
struct CleanPageMeasures {
  std::int32_t width = 0, height = 0, dpi = 0;
  /// Height of small letters, in pixels: that of most print of the page; of print of 14 points
  /// where there is too little to tell.
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
  PixPtr grey;       ///< 8 bits: what is recognised
  PixPtr ink;        ///< 1 bit, without specks
  PixPtr faint_ink;  ///< 1 bit at a lighter threshold: thin grey rulings show here
};

}  // namespace codau::image
