#include "segment/preprocess.h"

#include <allheaders.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "core/box.h"
#include "raster/pixels.h"
#include "segment/rules/bleed_through.h"
#include "segment/rules/hidden_rulings.h"
#include "segment/rules/seals.h"
#include "segment/rules/streak_removal.h"
#include "segment/rules/streaks.h"

namespace codau::image {
namespace {

/// Takes upright streaks out, and draws rulings anew that they hid.
void erase_streaks(NormalisedPage& page) {
  std::vector<Streak> gone;
  for (const Streak& streak : find_streaks(page.ink.get(), page.dpi)) {
    gone.push_back(erase_streak(streak, page));
    page.removed_regions.push_back({RegionKind::kStreak, map_to_page(box_of(streak), page)});
  }
  for (const Streak& streak : gone)
    std::ranges::transform(list_lost_areas(streak, page.dpi), std::back_inserter(page.lost_areas),
                           [&page](const Box& box) { return map_to_page(box, page); });
  redraw_rulings(gone, page);
}

/// Streaks first: they cross seals too.
void erase_streaks_and_seals(NormalisedPage& page, CleaningSteps steps) {
  if (steps[CleaningStep::kStreaks]) erase_streaks(page);
  if (!steps[CleaningStep::kSeals]) return;
  for (const Seal& seal : find_seals(page.ink.get(), page.dpi)) {
    erase_seal(seal, page);
    page.removed_regions.push_back({RegionKind::kSeal, map_to_page(box_of(seal), page)});
  }
}

}  // namespace

void remove_foreign_ink(NormalisedPage& page, CleaningSteps steps) {
  erase_streaks_and_seals(page, steps);
  if (page.is_bilevel && steps[CleaningStep::kSpecks]) erase_bleed_through(page);
}

NormalisedPage normalise_page(const PageImage& page, CleaningSteps steps, std::int32_t degrees) {
  NormalisedPage out = normalise_ground(page, steps);
  turn(out, degrees);
  remove_foreign_ink(out, steps);
  return out;
}

}  // namespace codau::image
