// text/running_heads.h — detects running heads and feet: lines that many pages repeat at the top or
// bottom.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ocr_page.h"

namespace codau::text {

/// Returns the running lines (heads and feet) of each page. Element i is for pages[i], and has
/// ascending indices into its OcrPage::lines. `pages`: the pages of one document in order.
///
/// Candidates are the first two and the last two body lines of a page: lines in blocks of role
/// kBody. They are counted from the edge of the page inwards. Page numbers and furniture (stamps,
/// scanner marks) are skipped; a block of any other role ends the count. Each page is compared with
/// itself, up to 20 pages before it and up to 20 after it. A candidate is a running line if all of
/// these hold:
/// 1. It recurs: at least three of the compared pages have the line, and at least a third of them.
/// 2. On these pages, it is the same candidate (first or second, top or bottom). Its vertical
///    position differs by at most 3 % of the page height.
/// 3. On these pages, it has the same letters, at least six. One group of adjacent letters may
///    differ, up to 15 % of all. Case, diacritics, digits and signs do not count.
/// 4. It does not begin with a word of titles: Phụ lục, Biểu, Mẫu, Chương, Phần, Mục, Điều.
/// 5. The candidate between it and the edge, if any, is a running line, too.
/// Law: every returned line is a line of a body block.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> find_running_heads(
    const std::vector<OcrPage>& pages);

}  // namespace codau::text
