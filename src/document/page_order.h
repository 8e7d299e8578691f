// document/page_order.h — sorts pages that were scanned in another order than they are printed in.
#pragma once

#include <optional>

#include "core/values.h"

namespace codau::document {

/// Returns the text with its pages in the order of their printed numbers. Each page, line and table
/// keeps the number of its page in the file. Pages of plain text lie between form feeds, with
/// numbers in their first or last lines. Returns nothing if:
/// 1. the pages are in order already;
/// 2. the numbers do not prove an order. With the first page, which may lack a number, they must
///    run from 1 to the last without gap or repetition. The page that becomes the first must begin
///    as a document does;
/// 3. a table of plain text crosses a form feed.
/// Laws: pages, lines, words, cells, tables, changes and doubts are the same. All laws of
/// RestoredDocument still hold, except that pages ascend by number.
[[nodiscard]] std::optional<RestoredDocument> reorder_pages(const RestoredDocument& input);

}  // namespace codau::document
