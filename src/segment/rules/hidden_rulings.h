// segment/rules/hidden_rulings.h — redraws rulings that were erased together with a scanner streak.
#pragma once

#include <vector>

#include "page/clean_page.h"
#include "segment/rules/streaks.h"

namespace codau::image {

/// Redraws the vertical rulings of tables that `streaks` covered. The streaks are already erased
/// from `page`. A ruling was under a streak if level rulings meet there, and one of these holds:
/// 1. between two of them, the place is white on both sides, and the cells on both sides have
///    print;
/// 2. the level rulings end there.
/// Nothing is drawn if print runs across the streak, or if a ruling stands right beside it.
/// Law: only pixels that a streak covered change.
void redraw_rulings(const std::vector<Streak>& streaks, NormalisedPage& page);

}  // namespace codau::image
