// text/running_heads.h — the line that page after page repeats at its head or foot.
#pragma once

#include <cstdint>
#include <vector>

#include "core/ocr_page.h"

namespace codau::text {

/// For each page the lines (indices into OcrPage::lines, ascending) of its running head and foot:
/// body lines, at most two at either end of the page, that a third of the pages around (and at
/// least three) repeat at the same height but for a number and a misread letter. Titles that are
/// numbered ("PHỤ LỤC 2") and the header of the first page are none.
/// Law: every line named is a line of a body block.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> running_heads(
    const std::vector<OcrPage>& pages);

}  // namespace codau::text
