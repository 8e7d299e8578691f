// text/running_heads.h — detects running heads and feet: lines that many pages repeat at the top or
// bottom.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ocr_page.h"

namespace codau::text {

/// Returns for each page the lines of its running head and foot, as ascending indices into
/// OcrPage::lines. Candidates are at most two lines at either end of the page. They are lines of
/// body blocks, beyond page numbers and furniture; a block of any other role ends the search. A
/// candidate is a running line if all of these hold:
/// 1. At least three pages have it, and at least a third of the pages compared. Compared are the
///    page itself, up to 20 pages before and up to 20 after.
/// 2. On these pages it is the same candidate, counted from the edge, and at the same height within
///    3 % of the page height.
/// 3. It has at least six letters. It may differ between pages in numbers, diacritics and one run
///    of at most 15 % of its letters.
/// 4. It is not a numbered title ("PHỤ LỤC 2").
/// 5. All candidates nearer to the edge are running lines.
/// Law: every returned line is a line of a body block.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> find_running_heads(
    const std::vector<OcrPage>& pages);

}  // namespace codau::text
