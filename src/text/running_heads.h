// text/running_heads.h — detects running heads and feet: lines that many pages repeat at the top or
// bottom.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ocr_page.h"

namespace codau::text {

/// Returns the running lines of each page, as ascending indices into OcrPage::lines. `pages`: the
/// pages of one document in order.
///
/// Candidates are the first two and the last two lines of a page, in blocks of role kBody. Page
/// numbers and furniture at the edge are skipped; any other block ends the search from that edge. A
/// candidate is a running line if all of these hold:
/// 1. At least three pages have this line, and at least a third of the pages compared. Compared are
///    its own page, up to 20 pages before and up to 20 after.
/// 2. On these pages, the line has the same number, counted from the edge. Its height on the page
///    is the same within 3 % of the page height.
/// 3. Its letters are the same, at least six, except one run of at most 15 % of them. Case,
///    diacritics, digits and signs do not count.
/// 4. It does not begin with a word of titles: Phụ lục, Biểu, Mẫu, Chương, Phần, Mục, Điều.
/// 5. The candidates between it and the edge are running lines.
/// Law: every returned line is a line of a body block.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> find_running_heads(
    const std::vector<OcrPage>& pages);

}  // namespace codau::text
