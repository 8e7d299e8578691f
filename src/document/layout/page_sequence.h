// document/layout/page_sequence.h — whether the pages of a scan are one document, and in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "document/layout/printed_line.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// The number that a line of its own says: "2", "- 2 -"; of the line's key.
[[nodiscard]] std::optional<std::uint32_t> parse_page_number(std::string_view key);

/// True when the page numbers in print run through but not upwards (3, 2, 4; a page whose number
/// was not read may be missing), or when numbered pages stand before the head. Numbers that begin
/// again (an appendix) say nothing.
[[nodiscard]] bool has_pages_out_of_order(const std::vector<PrintedLine>& lines);

/// Where the head begins that line `at` is of, a motto or a title: above it, on its page, lines in
/// capitals, the motto, number, place and date, "V/v …".
[[nodiscard]] std::size_t find_head_start_at(const std::vector<PrintedLine>& lines, std::size_t at);

/// Returns where a second document begins, with the lines above its motto. A whole head has beside
/// the motto a number or a date that is filled in, and below it a type or an address. After a
/// closing, a damaged head begins a document too if it has an organ and either:
/// - the motto and a number or date, one of the two or the type damaged or lost;
/// - a number or date and a type, the motto lost, at the top of a page.
/// A form with blanks, an appendix, and a text promulgated with the document do not begin one.
/// After an appendix, a damaged head begins a document only if the page numbers restart. If the
/// first head has a closing of its own, a closing above it ends another document, which lacks its
/// head.
[[nodiscard]] std::optional<std::size_t> find_second_head(const Lexicon& lexicon,
                                                          const std::vector<PrintedLine>& lines);

/// Where the document's own head begins when something else stands before it (pages in the wrong
/// order, a cover, a note of whoever sent the text); 0 when it is first or there is none.
[[nodiscard]] std::size_t find_head_start(const Lexicon& lexicon,
                                          const std::vector<PrintedLine>& lines);

}  // namespace codau::document
