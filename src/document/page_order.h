// document/page_order.h — pages that were scanned in another order than they are printed in.
#pragma once

#include <optional>

#include "core/values.h"

namespace codau::document {

/// The text with its pages in the order of the numbers printed on them; each page, line and table
/// keeps the number of its page in the file. Pages of plain text lie between its form feeds and
/// have their numbers in their first or last lines. Nothing where they stand so, where the numbers
/// do not prove it: with the first page, which may bear none, they run from 1 to the last without
/// gap or repetition, and the page that comes to the front begins as a document does; or where a
/// table of plain text runs over a form feed.
/// Laws: of the same pages, lines, words, cells, tables, changes and doubts; a law of
/// RestoredDocument that held of `input` holds of it, but that pages ascend by number.
[[nodiscard]] std::optional<RestoredDocument> reorder_pages(const RestoredDocument& input);

}  // namespace codau::document
