// document/page_sequence.h — whether the pages of a scan are one document, and in order.
#pragma once

#include <vector>

#include "document/line.h"

namespace codau::document {

/// True when the page numbers in print run through without a gap or a repetition, but not upwards:
/// 3, 2, 4. Numbers that begin again (an appendix) say nothing.
[[nodiscard]] bool are_pages_out_of_order(const std::vector<Line>& lines);

/// True when behind the first head stands a second one: a motto, and beside it a number or a date
/// that is filled in. A form with blanks in an appendix is none.
[[nodiscard]] bool has_second_head(const std::vector<Line>& lines);

/// Where the first page's head begins when other pages were scanned before it; 0 when it is first
/// or no page has a head.
[[nodiscard]] std::size_t begin_of_head(const std::vector<Line>& lines);

}  // namespace codau::document
