// text/text_document.h — converts recognised pages or plain text to a TextDocument (core/values.h).
#pragma once

#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::text {

/// Returns the lines of all pages in their order, with one form feed between two pages. The
/// argument `pages` ascends by number; a page that was not read has no lines.
/// 1. Running heads and feet (lines repeated on many pages) get the role kRunningHead.
/// 2. Lines in blocks of role kFurniture (stamps, scanner marks) go to TextPage::furniture, not
///    into the text.
///
/// Throws Error{Cause::kTooLarge} from 2 GiB of text on. Laws: the lines of a page cover its text,
/// except line feeds. Every word outside furniture is kept, in order.
[[nodiscard]] TextDocument to_text_document(const std::vector<OcrPage>& pages);

/// Returns plain text as one page numbered 0. Line feeds and form feeds end lines. Adjacent lines
/// become a table, mostly one row for each line, in three cases:
/// 1. Two or more lines have a bar at the beginning and two or more further bars. Example:
///    "| TT | Nhiệm vụ |". After two rows, the last cell of a row may go on over further lines.
/// 2. Two or more lines have no bar at the beginning, but two or more bars with blanks beside them.
///    Example: "TT | Nhiệm vụ | Hạn".
/// 3. One or more lines have tabs between their cells, and at least one of these lines has three
///    or more cells. In such a line, at least three cells have text; or the last cell is empty, and
///    another has text.
///
/// Throws Error{Cause::kTooLarge} from 2 GiB on. Precondition: well-formed UTF-8. Law: the member
/// `text` of the result is `utf8`.
[[nodiscard]] TextDocument parse_plain_text(std::string_view utf8);

/// Returns `document` before and after restoration, with the changes. `restored`: the result of
/// restoring document.text.
/// 1. RestoredDocument::before has the members `text` and `pages` of `document`.
/// 2. RestoredDocument::after has the restored text and all parts of `document`, with their ranges
///    mapped to the restored text. If a change joined several words into one, the first gets the
///    whole range and the others are empty.
/// 3. The changes and doubts are those of `restored`.
///
/// Throws Error{Cause::kTooLarge} from 2 GiB of restored text on. Law: the numbers of lines, words,
/// cells and pages are unchanged; words ascend.
[[nodiscard]] RestoredDocument apply_restoration(TextDocument document, Restoration restored);

/// Returns `box`, a box on `page`, after the page is rotated by TextPage::rotation, so that its
/// text is upright.
[[nodiscard]] PageBox rotate_upright(const PageBox& box, const TextPage& page);

/// The lines of one paragraph, as ascending indices into TextDocument::lines. Only lines of role
/// kBody that have a letter or digit belong to paragraphs.
struct Paragraph {
  std::vector<std::uint32_t> lines;
};

/// Joins wrapped lines to paragraphs, and returns the paragraphs in order. Lines of role
/// kPageNumber and kRunningHead are skipped, so a paragraph may go on after them, also on the next
/// page. A line of any other role except kBody ends the paragraph. A line of role kBody begins a
/// new paragraph if one of these holds:
/// 1. it begins a numbered or bulleted item;
/// 2. the line before is a heading in capitals;
/// 3. it follows a blank line, and does not clearly continue the sentence above;
/// 4. it does not begin with a small letter, and the line before leaves room for more words;
/// 5. it is indented like the first line of a paragraph.
/// These are the main rules. For exceptions, see is_continuation() in text/paragraphs.cpp.
/// Source: sections 1.2 and 1.3 of "standards", the reference of the domain (CONTRIBUTING.md).
[[nodiscard]] std::vector<Paragraph> find_paragraphs(const TextDocument& document);

}  // namespace codau::text
