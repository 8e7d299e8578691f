#include "page/normalised_page.h"

#include <allheaders.h>

#include <utility>

#include "core/box.h"
#include "page/coloured_ink.h"
#include "page/x_height.h"
#include "raster/binarisation.h"
#include "raster/page_transform.h"
#include "raster/pixels.h"
#include "raster/rotation.h"

namespace codau::image {
namespace {

PixPtr to_eight_bits(const Pix* page, bool halve, CleaningSteps steps) {
  PixPtr in = remove_palette(page);
  if (halve) in = downsample_by_two(in.get());
  if (pixGetDepth(in.get()) == 32 && steps[CleaningStep::kColours])
    return remove_coloured_ink(in.get());
  return own(pixConvertTo8(in.get(), 0));
}

}  // namespace

NormalisedPage normalise_ground(const PageImage& page, CleaningSteps steps) {
  setMsgSeverity(L_SEVERITY_NONE);
  NormalisedPage out;
  const bool halve = steps[CleaningStep::kResample] && is_too_fine(page.dpi);
  out.dpi = halve ? page.dpi / 2 : page.dpi;
  out.scale = halve ? 0.5 : 1;
  out.pix = to_eight_bits(page.pix.get(), halve, steps);
  out.width = pixGetWidth(out.pix.get());
  out.height = pixGetHeight(out.pix.get());
  out.is_bilevel = !halve && pixGetDepth(page.pix.get()) == 1;
  if (pixGetDepth(page.pix.get()) != 1 && steps[CleaningStep::kBackground])
    normalise_background(out.pix.get());
  pixSetResolution(out.pix.get(), out.dpi, out.dpi);
  out.threshold = compute_otsu_threshold(out.pix.get());
  out.ink = binarise_at(out.pix.get(), out.threshold);
  return out;
}

void turn(NormalisedPage& page, std::int32_t degrees) {
  PixPtr pix = rotate_quarter_turns(page.pix.get(), degrees);
  if (!pix) return;
  page.pix = std::move(pix);
  page.ink = rotate_quarter_turns(page.ink.get(), degrees);
  page.width = pixGetWidth(page.pix.get());
  page.height = pixGetHeight(page.pix.get());
  page.rotation = (page.rotation + degrees) % 360;
}

bool is_blank(const NormalisedPage& page) {
  constexpr double kMinInkShare = 0.00005;  // one printed digit is some 0.002 square inches
  const Box all{0, 0, page.width, page.height};
  const double least = kMinInkShare * page.width * page.height;
  if (static_cast<double>(count_ink_pixels(page.ink.get(), all)) < least) return true;
  const PixPtr thick = own(pixOpenBrick(nullptr, page.ink.get(), 2, 2));
  return static_cast<double>(count_ink_pixels(thick.get(), all)) < least;
}

PageBox map_to_page(const Box& box, const NormalisedPage& page) {
  return to_page_pixels(rotated(box, page.width, page.height, 360 - page.rotation), page.scale);
}

}  // namespace codau::image
