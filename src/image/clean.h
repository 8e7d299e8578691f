// image/clean.h — the copy of a page that the recogniser sees: even, upright, flat, straight,
// without coloured ink, specks, streaks and seals. The page itself stays as it came; Placement
// leads back to it.
#pragma once

#include <cstdint>
#include <vector>

#include "image/page_image.h"
#include "image/pixels.h"
#include "image/placement.h"
#include "image/regions.h"
#include "image/skew.h"
#include "image/steps.h"

namespace codau::image {

class StepPictures;

/// A page in grey on an even white ground, not yet turned. 8 bits, dark ink. Half as wide and high
/// as the page where that is finer than print needs.
struct Grey {
  PixPtr pix;
  PixPtr ink;  ///< 1 bit at the threshold between ink and ground
  std::int32_t width = 0, height = 0, dpi = 0;
  double scale = 1;  ///< times the size of the page
  std::int32_t threshold = 128;
  bool stepped = false;  ///< it was 1 bit, and has no shades
  bool blank = false;    ///< hardly any ink: nothing to read
  // On the page as it came.
  std::vector<PageRegion> taken_out;  ///< streaks and seals
  std::vector<PageBox> lost{};        ///< under streaks, where print may be
};

/// Coloured ink (stamps, signatures, tinted paper) lifted towards white, background divided out
/// without clipping weak strokes, streaks of a scanner and black seals taken out, and on a page of
/// one bit print of the page behind.
[[nodiscard]] Grey to_grey(const PageImage& page, Steps steps = {},
                           StepPictures* pictures = nullptr);

/// Turned clockwise by 0, 90, 180 or 270 degrees; null on 0 (nothing to do).
[[nodiscard]] PixPtr turned(const Pix* pix, std::int32_t degrees);
/// Left is right.
[[nodiscard]] PixPtr mirrored(const Pix* pix);

/// What is known of a clean copy beside its pictures.
struct CleanMeasures {
  std::int32_t width = 0, height = 0, dpi = 0;
  /// Height of small letters, in pixels: that of most print of the page; of print of 14 points
  /// where there is too little to tell.
  double x_height = 0;
  /// So many x-heights, to the nearest pixel.
  [[nodiscard]] std::int32_t pixels(double x_heights) const {
    return static_cast<std::int32_t>(x_heights * x_height + 0.5);
  }
  std::int32_t paper = 255;  ///< grey of the paper
  bool slanted = false;      ///< photographed at a slant, and drawn as seen from above
  Placement placement;
  Regions taken_out;        ///< streaks and seals, in pixels of the copy
  std::vector<Box> lost{};  ///< where print may be missing: a streak was taken out
};

struct CleanPage : CleanMeasures {
  PixPtr grey;   ///< 8 bits: what is recognised
  PixPtr ink;    ///< 1 bit, without specks
  PixPtr faint;  ///< 1 bit at a lighter threshold: thin grey rulings show here
};

/// Small print enlarged, turned by `degrees`, drawn flat where the page is not
/// (image/bend_finder.h), else deskewed (to 0.2 degrees; less is left as it is), despeckled. Specks
/// are connected components of ink smaller than a dot, or as small as one with white all around:
/// the dot below a letter stays.
[[nodiscard]] CleanPage clean(Grey grey, const PageImage& page, std::int32_t degrees,
                              Steps steps = {}, StepPictures* pictures = nullptr);

}  // namespace codau::image
