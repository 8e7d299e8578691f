#include "segment/preprocess.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <optional>
#include <utility>
#include <vector>

#include "core/box.h"
#include "page/coloured_ink.h"
#include "page/despeckle.h"
#include "page/dewarp.h"
#include "page/dewarping.h"
#include "page/scanner_bed.h"
#include "page/skew.h"
#include "page/x_height.h"
#include "raster/binarisation.h"
#include "raster/page_transform.h"
#include "raster/pixels.h"
#include "raster/rotation.h"
#include "segment/rules/bleed_through.h"
#include "segment/rules/hidden_rulings.h"
#include "segment/rules/seals.h"
#include "segment/rules/streak_removal.h"
#include "segment/rules/streaks.h"
#include "views/canvas.h"
#include "views/step_pictures.h"

namespace codau::image {
namespace {

PixPtr to_eight_bits(const Pix* page, bool halve, CleaningSteps steps) {
  PixPtr in = remove_palette(page);
  if (halve) in = downsample_by_two(in.get());
  if (pixGetDepth(in.get()) == 32 && steps[CleaningStep::kColours])
    return remove_coloured_ink(in.get());
  return own(pixConvertTo8(in.get(), 0));
}

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

/// Takes upright streaks out, and draws rulings anew that they hid.
void erase_streaks(NormalisedPage& page) {
  std::vector<Streak> gone;
  for (const Streak& streak : find_streaks(page.ink.get(), page.dpi)) {
    gone.push_back(erase_streak(streak, page));
    page.removed_regions.push_back(
        {RegionKind::kStreak, to_page_pixels(box_of(streak), page.scale)});
  }
  for (const Streak& streak : gone)
    std::ranges::move(list_lost_areas(streak, page.dpi, page.scale),
                      std::back_inserter(page.lost_areas));
  redraw_rulings(gone, page);
}

/// Streaks first: they cross seals too.
void erase_streaks_and_seals(NormalisedPage& page, CleaningSteps steps) {
  if (steps[CleaningStep::kStreaks]) erase_streaks(page);
  if (!steps[CleaningStep::kSeals]) return;
  for (const Seal& seal : find_seals(page.ink.get(), page.dpi)) {
    erase_seal(seal, page);
    page.removed_regions.push_back({RegionKind::kSeal, to_page_pixels(box_of(seal), page.scale)});
  }
}

/// Takes out streaks that are upright once the page is turned by `degrees`: the sheet was fed
/// upright and is stored on its side. Those of a sheet that was fed on its side are gone already.
void erase_rotated_streaks(NormalisedPage& page, std::int32_t degrees) {
  NormalisedPage upright;
  upright.pix = rotate_quarter_turns(page.pix.get(), degrees);
  upright.ink = rotate_quarter_turns(page.ink.get(), degrees);
  upright.width = page.height;
  upright.height = page.width;
  upright.dpi = page.dpi;
  upright.threshold = page.threshold;
  erase_streaks(upright);
  if (upright.removed_regions.empty()) return;
  page.pix = rotate_quarter_turns(upright.pix.get(), 360 - degrees);
  page.ink = rotate_quarter_turns(upright.ink.get(), 360 - degrees);
  const auto as_stored = [&](const PageBox& box) {
    const Box back = rotated(Box{box.left, box.top, box.right, box.bottom}, page.height, page.width,
                             360 - degrees);
    return to_page_pixels(back, page.scale);
  };
  for (const auto& [kind, box] : upright.removed_regions)
    page.removed_regions.push_back({kind, as_stored(box)});
  for (const PageBox& box : upright.lost_areas) page.lost_areas.push_back(as_stored(box));
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

NormalisedPage normalise_page(const PageImage& page, CleaningSteps steps, StepPictures* pictures) {
  setMsgSeverity(L_SEVERITY_NONE);
  if (pictures != nullptr) pictures->add_source(page);
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
  erase_streaks_and_seals(out, steps);
  if (pictures != nullptr) {
    pictures->add(out.pix.get(), U"bỏ mực màu, làm đều nền · colour out, even ground");
  }
  const PixPtr thick = own(pixOpenBrick(nullptr, out.ink.get(), 2, 2));  // single pixels are noise
  if (out.is_bilevel && steps[CleaningStep::kSpecks]) erase_bleed_through(out, thick.get());
  const double inches = out.width * 1.0 / out.dpi * out.height / out.dpi;
  const double inked =
      static_cast<double>(count_ink_pixels(thick.get(), {0, 0, out.width, out.height})) / out.dpi /
      out.dpi;
  out.is_blank = inked < 0.00005 * inches;  // one printed digit is some 0.002 square inches
  return out;
}

CleanPage clean_page(NormalisedPage grey, const PageImage& page, std::int32_t degrees,
                     CleaningSteps steps, StepPictures* pictures) {
  CleanPage out;
  if (steps[CleaningStep::kStreaks] && degrees % 180 != 0) erase_rotated_streaks(grey, degrees);
  // Specks go before anything blurs them: what is too pale for ink is still seen when it is read.
  if (steps[CleaningStep::kSpecks]) despeckle(grey.ink.get(), grey.pix.get(), grey.dpi);
  PrintMeasures print{find_components(grey.ink.get())};
  const Box all = get_bounds(grey.pix.get());
  for (Box& component : print.components)
    component = rotated(component, all.right, all.bottom, degrees);
  print.x_height = estimate_x_height(print.components, grey.dpi);
  if (steps[CleaningStep::kResample]) enlarge(grey, print);
  out.dpi = grey.dpi;
  out.x_height = print.x_height > 0 ? print.x_height : compute_default_x_height(grey.dpi);
  out.transform = {page.width, page.height, degrees, 0, grey.scale};
  if (PixPtr pix = rotate_quarter_turns(grey.pix.get(), degrees)) {
    grey.pix = std::move(pix);
    grey.ink = rotate_quarter_turns(grey.ink.get(), degrees);
  }
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
