// review/queue/page_ranges.h — reads, writes and computes the division of a file into documents:
// the range of pages that each document has.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/edits/edit_row_finder.h"

namespace codau::review {

using record::PageRange;

/// Returns the range in a typed text: "2-5", "2–5" or "3", with blanks anywhere around numbers.
/// Returns nothing for any other text.
[[nodiscard]] std::optional<PageRange> parse_page_range(std::string_view typed);
/// Returns a range as text: "2–5", "3".
[[nodiscard]] std::string to_text(PageRange range);
/// Returns the ranges of all documents as text: "1–3, 4–9". `first_pages`: the first page of each
/// document. `pages`: number of pages of the file.
[[nodiscard]] std::string to_text(std::span<const std::uint32_t> first_pages, std::uint32_t pages);

/// Returns the first pages of all documents, after one document gets the range `is` instead of
/// `was`. Pages that the document loses go to its neighbours; at the ends of the file they become a
/// new document. Pages that it gains are taken from other documents. Returns nothing if `is` is not
/// within the `pages` of the file. The argument `first_pages` has the first page of each document,
/// ascending; the first is 1. If several documents begin on one page, the page occurs several
/// times. Laws:
/// 1. The result ascends, and begins with 1.
/// 2. A document begins at `is.from`, and the next one at `is.to` + 1.
/// 3. If `was` equals `is`, nothing changes.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> divide_with(
    std::span<const std::uint32_t> first_pages, std::uint32_t pages, PageRange was, PageRange is);

/// Returns the first pages of all documents, from the typed ranges of all documents: "1–3, 4–9".
/// Returns nothing unless the ranges cover all pages of the file, without gaps and in order.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> parse_division(std::string_view typed,
                                                                       std::uint32_t pages);

}  // namespace codau::review
