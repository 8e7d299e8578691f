// text/running_heads.h — detects running heads and feet: lines that many pages repeat at the top or
// bottom.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ocr_page.h"

namespace codau::text {

/// Returns the running lines of each page: for each page, in order, ascending indices into its
/// OcrPage::lines. The argument `pages` has the pages of one document in order.
///
/// Candidates are the first two and the last two lines of a page, in blocks of role kBody. The
/// search for them begins at the edge of the page, and skips page numbers and furniture (stamps,
/// scanner marks). A block of any other role ends the search. A candidate is a running line if all
/// of these hold:
/// 1. The line is on at least three pages, and on at least a third of the pages compared. These are
///    its own page, up to 20 pages before and up to 20 after.
/// 2. On these pages, the line has the same number, counted from the edge. Its height on the page
///    is the same within 3 % of the page height.
/// 3. It has at least six letters, and the same letters on these pages. Adjacent letters, at most
///    15 % of all, may differ. Case, diacritics, digits and signs do not count.
/// 4. It does not begin with a word of titles: Phụ lục, Biểu, Mẫu, Chương, Phần, Mục, Điều.
/// 5. The candidates between it and the edge are running lines.
/// Law: every returned line is a line of a body block.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> find_running_heads(
    const std::vector<OcrPage>& pages);

}  // namespace codau::text
