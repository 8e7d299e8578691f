// text/running_heads.h — detects running heads and feet: lines that many pages repeat at the top or
// bottom.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ocr_page.h"

namespace codau::text {

/// Returns for each page the lines of its running head and foot, as ascending indices into
/// OcrPage::lines. Candidates are at most two body lines at either end of the page. A candidate is
/// a running line if a third of the surrounding pages, and at least three, have it. The page itself
/// counts as one of them. Repetitions are at the same height and may differ in a number or a
/// misread letter. Numbered titles ("PHỤ LỤC 2") and the header of the first page never count. Law:
/// every returned line is a line of a body block.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> find_running_heads(
    const std::vector<OcrPage>& pages);

}  // namespace codau::text
