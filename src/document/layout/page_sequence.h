// document/layout/page_sequence.h — finds out whether the pages of a scan are one document, and in
// order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "document/layout/printed_line.h"
#include "document/words/form_patterns.h"

namespace codau::document {

/// Returns the page number that a line consists of: "2", "- 2 -". `key`: Passage::key of the line.
[[nodiscard]] std::optional<std::uint32_t> parse_page_number(std::string_view key);

/// Returns true if pages are out of order, in two cases:
/// 1. The printed page numbers have no gap, but do not ascend (3, 2, 4; one may be unread).
/// 2. Numbered pages stand before the head.
/// Numbers that begin again, as in an appendix, prove nothing.
[[nodiscard]] bool has_pages_out_of_order(const std::vector<PrintedLine>& lines);

/// Returns the index of the first line of the head to which line `at`, a motto or a title, belongs.
/// The head begins above it, on the same page, as long as there are lines that heads have. These
/// are lines in capitals, motto, number, place and date, "V/v …".
[[nodiscard]] std::size_t find_head_start_at(const std::vector<PrintedLine>& lines, std::size_t at);

/// Returns the index of the line at which a second document begins: the first line of its head. A
/// complete head has a motto, a number or a date that is filled in, and below them a type or an
/// address. After the closing of a document, a damaged head begins a document, too. It has an
/// organ, and either:
/// 1. the motto, and a number or date; one of them or the type may be damaged or lost;
/// 2. a number or date and a type at the top of a page; the motto is lost.
///
/// A form with blanks, an appendix, and a text promulgated with the document do not begin one.
/// After an appendix, a damaged head begins a document only if the page numbers restart. If the
/// first head has a closing of its own, a closing above it ends another document, which lacks its
/// head.
[[nodiscard]] std::optional<std::size_t> find_second_head(const Lexicon& lexicon,
                                                          const std::vector<PrintedLine>& lines);

/// Returns the line at which the head of the document begins if something else stands before it:
/// pages in the wrong order, a cover, or a note of the sender. Returns 0 if the head is first, or
/// missing.
[[nodiscard]] std::size_t find_head_start(const Lexicon& lexicon,
                                          const std::vector<PrintedLine>& lines);

}  // namespace codau::document
