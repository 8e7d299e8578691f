#include "page/clean_page.h"

#include <allheaders.h>

#include <cmath>
#include <numbers>
#include <optional>
#include <utility>
#include <vector>

#include "page/despeckle.h"
#include "page/dewarp.h"
#include "page/dewarping.h"
#include "page/scanner_bed.h"
#include "page/skew.h"
#include "page/x_height.h"
#include "raster/binarisation.h"
#include "raster/pixels.h"
#include "raster/rotation.h"
#include "views/canvas.h"
#include "views/step_pictures.h"

namespace codau::image {
namespace {

/// The print of a page, by which its size and its shape are known.
struct PrintMeasures {
  std::vector<Box> components;
  std::int32_t x_height = 0;
};

void enlarge(NormalisedPage& grey, PrintMeasures& print) {
  const double factor = choose_resampling_factor(print.x_height, grey.dpi);
  if (factor <= 1) return;
  const auto sized = [factor](std::int32_t& length) {
    length = static_cast<std::int32_t>(std::lround(factor * length));
  };
  for (Box& box : print.components) {
    for (std::int32_t* side : {&box.left, &box.top, &box.right, &box.bottom}) sized(*side);
  }
  sized(print.x_height);
  grey.pix = upsample(grey.pix.get(), factor, grey.is_bilevel);
  grey.ink = binarise_at(grey.pix.get(), grey.threshold);
  grey.scale *= factor;
  grey.dpi = static_cast<std::int32_t>(std::lround(grey.dpi * factor));
}

void mask_scanner_bed(NormalisedPage& grey, std::int32_t paper) {
  const PixPtr beside = make_scanner_bed_mask(grey.ink.get(), grey.dpi);
  if (beside) pixSetMasked(grey.pix.get(), beside.get(), static_cast<l_uint32>(paper));
}

void show(const CleanPage& page, bool is_dewarped, StepPictures& pictures) {
  const PageTransform& at = page.transform;
  pictures.add(page.grey.get(), U"quay · turned: " + format_number(at.rotation) +
                                    U"°, nghiêng · skew: " + format_number(at.skew_degrees, 2) +
                                    U"°" + (is_dewarped ? U", làm phẳng · drawn flat" : U""));
  pictures.add(page.ink.get(), U"nét mực, đã bỏ đốm · ink, specks gone");
}

}  // namespace

CleanPage clean_page(NormalisedPage grey, const PageImage& image, CleaningSteps steps,
                     StepPictures* pictures) {
  CleanPage out;
  // Specks are removed before anything blurs them: they may be too pale for ink, but the recogniser
  // would still see them.
  if (steps[CleaningStep::kSpecks]) despeckle(grey.ink.get(), grey.pix.get(), grey.dpi);
  PrintMeasures print{find_components(grey.ink.get())};
  print.x_height = estimate_x_height(print.components, grey.dpi);
  if (steps[CleaningStep::kResample]) enlarge(grey, print);
  out.dpi = grey.dpi;
  out.x_height = print.x_height > 0 ? print.x_height : compute_default_x_height(grey.dpi);
  out.transform = {image.width, image.height, grey.rotation, 0, grey.scale};
  constexpr double kLeave = 0.2;  // degrees: below it turning blurs more than it straightens
  out.paper = estimate_paper_tone(grey.pix.get(), grey.threshold);
  std::optional<Dewarping> flat;
  if (steps[CleaningStep::kDewarp])
    flat = estimate_dewarping(grey.ink.get(), print.components, print.x_height, grey.dpi);
  const double skew =
      flat || !steps[CleaningStep::kSkew] ? 0 : estimate_skew(grey.ink.get(), grey.dpi);
  if (flat) {
    if (flat->has_perspective) mask_scanner_bed(grey, out.paper);
    grey.pix = dewarp(grey.pix.get(), *flat, out.paper);
    grey.ink = binarise_at(grey.pix.get(), grey.threshold);
    out.has_perspective = flat->has_perspective;
    out.transform.skew_degrees = flat->skew_degrees;
    out.transform.warp = std::move(flat->warp);
  } else if (std::abs(skew) >= kLeave) {
    grey.pix = rotate_grey(grey.pix.get(), skew * std::numbers::pi / 180, out.paper);
    grey.ink = binarise_at(grey.pix.get(), grey.threshold);
    out.transform.skew_degrees = skew;
  }
  for (const auto& [kind, box] : grey.removed_regions)
    out.removed_regions.push_back({kind, out.transform.map_word_to_copy(box)});
  for (const PageBox& box : grey.lost_areas)
    out.lost_areas.push_back(out.transform.map_word_to_copy(box));
  out.faint_ink =
      binarise_at(grey.pix.get(), compute_faint_threshold(grey.pix.get(), grey.threshold));
  out.grey = std::move(grey.pix);
  out.ink = std::move(grey.ink);
  out.width = pixGetWidth(out.grey.get());
  out.height = pixGetHeight(out.grey.get());
  pixSetResolution(out.grey.get(), out.dpi, out.dpi);
  if (pictures != nullptr) show(out, flat.has_value(), *pictures);
  return out;
}

}  // namespace codau::image
