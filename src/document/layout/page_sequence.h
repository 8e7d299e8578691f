// document/layout/page_sequence.h — whether the pages of a scan are one document, and in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "document/layout/line.h"
#include "document/words/forms.h"

namespace codau::document {

/// The number that a line of its own says: "2", "- 2 -"; of the line's key.
[[nodiscard]] std::optional<std::uint32_t> page_number_of(std::string_view key);

/// True when the page numbers in print run through but not upwards (3, 2, 4; a page whose number
/// was not read may be missing), or when numbered pages stand before the head. Numbers that begin
/// again (an appendix) say nothing.
[[nodiscard]] bool are_pages_out_of_order(const std::vector<Line>& lines);

/// Where the head begins that line `at` is of, a motto or a title: above it, on its page, lines in
/// capitals, the motto, number, place and date, "V/v …".
[[nodiscard]] std::size_t begin_of_head_at(const std::vector<Line>& lines, std::size_t at);

/// Where a second document begins, with the lines above its motto: beside the motto a number or a
/// date that is filled in, below it the name of a type or an address. A form with blanks, what an
/// appendix holds and what is promulgated with the document are none.
[[nodiscard]] std::optional<std::size_t> second_head(const Lexicon& lexicon,
                                                     const std::vector<Line>& lines);

/// Where the document's own head begins when something else stands before it (pages in the wrong
/// order, a cover, a note of whoever sent the text); 0 when it is first or there is none.
[[nodiscard]] std::size_t begin_of_head(const Lexicon& lexicon, const std::vector<Line>& lines);

}  // namespace codau::document
