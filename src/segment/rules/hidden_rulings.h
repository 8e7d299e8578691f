// segment/rules/hidden_rulings.h — lines of tables that went with a streak that lay on them.
#pragma once

#include <vector>

#include "page/clean_page.h"
#include "segment/rules/streaks.h"

namespace codau::image {

/// Draws the lines of tables back that streaks hid, now that these are taken out. Known by the
/// lines across that meet under the streak: from one to the next there is white beside it in the
/// rows of the table and print in the cells at both its sides, or they end at it. Where print runs
/// on under it, or a line is seen beside it, none is drawn. Law: nothing changes but what lay under
/// a streak.
void redraw_rulings(const std::vector<Streak>& streaks, NormalisedPage& page);

}  // namespace codau::image
