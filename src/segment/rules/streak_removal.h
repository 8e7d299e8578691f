// segment/rules/streak_removal.h — erases scanner streaks without the print that they cross.
#pragma once

#include <cstdint>
#include <vector>

#include "page/clean_page.h"
#include "segment/rules/streaks.h"

namespace codau::image {

/// Erases a streak from a page. Print that shows through the streak is made as dark as beside it.
/// Elsewhere, strokes that go on at the other side are drawn through it; other print under it is
/// lost. Returns the erased part of the streak. Law: only pixels under the streak and at its edges
/// change.
Streak erase_streak(const Streak& streak, NormalisedPage& page);

/// Returns the boxes that the streak covered, so short that each is vertical. Print may be lost
/// there.
[[nodiscard]] std::vector<Box> list_lost_areas(const Streak& streak, std::int32_t dpi);

}  // namespace codau::image
