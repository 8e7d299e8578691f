#include "segment/clean.h"

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
#include "page/dewarp.h"
#include "page/dewarping.h"
#include "page/scanner_bed.h"
#include "page/skew.h"
#include "page/specks.h"
#include "page/x_height.h"
#include "raster/background.h"
#include "raster/pixels.h"
#include "raster/placement.h"
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

PixPtr to_eight_bits(const Pix* page, bool halve, Steps steps) {
  PixPtr in = without_palette(page);
  if (halve) in = halved(in.get());
  if (pixGetDepth(in.get()) == 32 && steps[Step::kColours]) return without_colour(in.get());
  return own(pixConvertTo8(in.get(), 0));
}

/// The print of a page, by which its size and its shape are known.
struct Print {
  std::vector<Box> components;
  std::int32_t letter_height = 0;
};

void enlarge(Grey& grey, Print& print) {
  const double factor = enlargement(print.letter_height, grey.dpi);
  if (factor <= 1) return;
  const auto sized = [factor](std::int32_t& length) {
    length = static_cast<std::int32_t>(std::lround(factor * length));
  };
  for (Box& box : print.components) {
    for (std::int32_t* side : {&box.left, &box.top, &box.right, &box.bottom}) sized(*side);
  }
  sized(print.letter_height);
  grey.pix = enlarged(grey.pix.get(), factor, grey.stepped);
  grey.ink = threshold_at(grey.pix.get(), grey.threshold);
  grey.scale *= factor;
  grey.dpi = static_cast<std::int32_t>(std::lround(grey.dpi * factor));
}

/// Takes upright streaks out, and draws rulings anew that they hid.
void take_out_streaks(Grey& page) {
  std::vector<Streak> gone;
  for (const Streak& streak : find_streaks(page.ink.get(), page.dpi)) {
    gone.push_back(take_out(streak, page));
    page.taken_out.push_back({RegionKind::kStreak, on_page(box_of(streak), page.scale)});
  }
  for (const Streak& streak : gone)
    std::ranges::move(lost_under(streak, page.dpi, page.scale), std::back_inserter(page.lost));
  redraw_rulings(gone, page);
}

/// Streaks first: they cross seals too.
void take_out_dirt(Grey& page, Steps steps) {
  if (steps[Step::kLines]) take_out_streaks(page);
  if (!steps[Step::kSeals]) return;
  for (const Seal& seal : find_seals(page.ink.get(), page.dpi)) {
    take_out(seal, page);
    page.taken_out.push_back({RegionKind::kSeal, on_page(box_of(seal), page.scale)});
  }
}

/// Takes out streaks that are upright once the page is turned by `degrees`: the sheet was fed
/// upright and is stored on its side. Those of a sheet that was fed on its side are gone already.
void take_out_turned_streaks(Grey& page, std::int32_t degrees) {
  Grey upright;
  upright.pix = turned(page.pix.get(), degrees);
  upright.ink = turned(page.ink.get(), degrees);
  upright.width = page.height;
  upright.height = page.width;
  upright.dpi = page.dpi;
  upright.threshold = page.threshold;
  take_out_streaks(upright);
  if (upright.taken_out.empty()) return;
  page.pix = turned(upright.pix.get(), 360 - degrees);
  page.ink = turned(upright.ink.get(), 360 - degrees);
  const auto as_stored = [&](const PageBox& box) {
    const Box back = rotated(Box{box.left, box.top, box.right, box.bottom}, page.height, page.width,
                             360 - degrees);
    return on_page(back, page.scale);
  };
  for (const auto& [kind, box] : upright.taken_out)
    page.taken_out.push_back({kind, as_stored(box)});
  for (const PageBox& box : upright.lost) page.lost.push_back(as_stored(box));
}

void take_off_surroundings(Grey& grey, std::int32_t paper) {
  const PixPtr beside = beside_sheet(grey.ink.get(), grey.dpi);
  if (beside) pixSetMasked(grey.pix.get(), beside.get(), static_cast<l_uint32>(paper));
}

void show(const CleanPage& page, bool is_flattened, StepPictures& pictures) {
  const Placement& at = page.placement;
  pictures.add(page.grey.get(), U"quay · turned: " + digits(at.rotation) + U"°, nghiêng · skew: " +
                                    digits(at.skew_degrees, 2) + U"°" +
                                    (is_flattened ? U", làm phẳng · drawn flat" : U""));
  pictures.add(page.ink.get(), U"nét mực, đã bỏ đốm · ink, specks gone");
}

}  // namespace

Grey to_grey(const PageImage& page, Steps steps, StepPictures* pictures) {
  setMsgSeverity(L_SEVERITY_NONE);
  if (pictures != nullptr) pictures->add_source(page);
  Grey out;
  const bool halve = steps[Step::kSize] && too_fine(page.dpi);
  out.dpi = halve ? page.dpi / 2 : page.dpi;
  out.scale = halve ? 0.5 : 1;
  out.pix = to_eight_bits(page.pix.get(), halve, steps);
  out.width = pixGetWidth(out.pix.get());
  out.height = pixGetHeight(out.pix.get());
  out.stepped = !halve && pixGetDepth(page.pix.get()) == 1;
  if (pixGetDepth(page.pix.get()) != 1 && steps[Step::kGround]) divide_by_ground(out.pix.get());
  pixSetResolution(out.pix.get(), out.dpi, out.dpi);
  out.threshold = ink_threshold(out.pix.get());
  out.ink = threshold_at(out.pix.get(), out.threshold);
  take_out_dirt(out, steps);
  if (pictures != nullptr) {
    pictures->add(out.pix.get(), U"bỏ mực màu, làm đều nền · colour out, even ground");
  }
  const PixPtr thick = own(pixOpenBrick(nullptr, out.ink.get(), 2, 2));  // single pixels are noise
  if (out.stepped && steps[Step::kSpecks]) take_out_shown_print(out, thick.get());
  const double inches = out.width * 1.0 / out.dpi * out.height / out.dpi;
  const double inked =
      static_cast<double>(ink_in(thick.get(), {0, 0, out.width, out.height})) / out.dpi / out.dpi;
  out.blank = inked < 0.00005 * inches;  // one printed digit is some 0.002 square inches
  return out;
}

CleanPage clean(Grey grey, const PageImage& page, std::int32_t degrees, Steps steps,
                StepPictures* pictures) {
  CleanPage out;
  if (steps[Step::kLines] && degrees % 180 != 0) take_out_turned_streaks(grey, degrees);
  // Specks go before anything blurs them: what is too pale for ink is still seen when it is read.
  if (steps[Step::kSpecks]) drop_specks(grey.ink.get(), grey.pix.get(), grey.dpi);
  Print print{components(grey.ink.get())};
  const Box all = whole(grey.pix.get());
  for (Box& component : print.components)
    component = rotated(component, all.right, all.bottom, degrees);
  print.letter_height = letter_height(print.components, grey.dpi);
  if (steps[Step::kSize]) enlarge(grey, print);
  out.dpi = grey.dpi;
  out.x_height = print.letter_height > 0 ? print.letter_height : usual_x_height(grey.dpi);
  out.placement = {page.width, page.height, degrees, 0, grey.scale};
  if (PixPtr pix = turned(grey.pix.get(), degrees)) {
    grey.pix = std::move(pix);
    grey.ink = turned(grey.ink.get(), degrees);
  }
  constexpr double kLeave = 0.2;  // degrees: below it turning blurs more than it straightens
  out.paper = paper_tone(grey.pix.get(), grey.threshold);
  std::optional<Flattening> flat;
  if (steps[Step::kBend])
    flat = find_bend(grey.ink.get(), print.components, print.letter_height, grey.dpi);
  const double skew = flat || !steps[Step::kSkew] ? 0 : skew_of(grey.ink.get(), grey.dpi);
  if (flat) {
    if (flat->is_slanted) take_off_surroundings(grey, out.paper);
    grey.pix = flattened(grey.pix.get(), *flat, out.paper);
    grey.ink = threshold_at(grey.pix.get(), grey.threshold);
    out.slanted = flat->is_slanted;
    out.placement.skew_degrees = flat->skew_degrees;
    out.placement.bend = std::move(flat->bend);
  } else if (std::abs(skew) >= kLeave) {
    grey.pix = rotated(grey.pix.get(), skew * std::numbers::pi / 180, out.paper);
    grey.ink = threshold_at(grey.pix.get(), grey.threshold);
    out.placement.skew_degrees = skew;
  }
  for (const auto& [kind, box] : grey.taken_out)
    out.taken_out.push_back({kind, out.placement.word_to_copy(box)});
  for (const PageBox& box : grey.lost) out.lost.push_back(out.placement.word_to_copy(box));
  out.faint = threshold_at(grey.pix.get(), faint_threshold(grey.pix.get(), grey.threshold));
  out.grey = std::move(grey.pix);
  out.ink = std::move(grey.ink);
  out.width = pixGetWidth(out.grey.get());
  out.height = pixGetHeight(out.grey.get());
  pixSetResolution(out.grey.get(), out.dpi, out.dpi);
  if (pictures != nullptr) show(out, flat.has_value(), *pictures);
  return out;
}

}  // namespace codau::image
