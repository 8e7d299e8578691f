// segment/rules/streak_removal.h — streaks taken off a page without the print that they cross.
#pragma once

#include <cstdint>
#include <vector>

#include "page/clean_page.h"
#include "segment/rules/streaks.h"

namespace codau::image {

/// Takes a streak out of a page. Where print shows through, it is made as dark as beside it.
/// Elsewhere strokes that go on at its other side are drawn through it; what else it hides is lost.
/// Returns what was taken out. Law: nothing changes but what lies under the streak or beside its
/// edges.
Streak erase_streak(const Streak& streak, NormalisedPage& page);

/// Where it lay, in pieces so short that each is upright: print there may be lost.
[[nodiscard]] std::vector<Box> list_lost_areas(const Streak& streak, std::int32_t dpi);

}  // namespace codau::image
