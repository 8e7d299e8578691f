// review/queue/page_ranges.h — which pages of a file are whose document's.
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

/// "2-5", "2–5" with blanks anywhere, "3". Nothing for anything else.
[[nodiscard]] std::optional<PageRange> parse_page_range(std::string_view typed);
/// "2–5", "3".
[[nodiscard]] std::string to_text(PageRange range);
/// "1–3, 4–9": of documents with these first pages in a file of so many.
[[nodiscard]] std::string to_text(std::span<const std::uint32_t> first_pages, std::uint32_t pages);

/// The first pages of the documents of a file when the one with the pages `was` has `is` instead:
/// what it gives up goes to its neighbours, in front of the first and behind the last to one of its
/// own; what it takes is theirs no more. `first_pages` of all, ascending from 1, as often as
/// documents begin there. Nothing where `is` is none of the `pages`. Laws: ascending from 1; `is`
/// begins with one of them, and the next one is the page behind it; was == is changes nothing.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> divide_with(
    std::span<const std::uint32_t> first_pages, std::uint32_t pages, PageRange was, PageRange is);

/// The same where the pages of all documents are typed: "1–3, 4–9". Nothing where these are not all
/// the pages of the file, one behind the other.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> parse_division(std::string_view typed,
                                                                       std::uint32_t pages);

}  // namespace codau::review
