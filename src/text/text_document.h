// text/text_document.h — converts OcrPage[] or plain text to a TextDocument.
#pragma once

#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::text {

/// Returns the lines of all pages in their order, with one form feed between two pages. Lines in
/// blocks of role kFurniture go to TextPage::furniture. Running heads get the role kRunningHead
/// (running_heads.h). `pages`: ascending by number; a page that was not read has no lines. Throws
/// Error{Cause::kTooLarge} from 2 GiB of text on.
/// Laws: there is one form feed less than pages. The lines of a page tile its text except for line
/// feeds. Every word outside furniture is kept, in order.
[[nodiscard]] TextDocument to_text_document(const std::vector<OcrPage>& pages);

/// Returns plain text as one page numbered 0. Line feeds and form feeds end lines. Some lines
/// become tables, with one row a line; the first other line ends a table:
/// 1. Two or more consecutive rows of Markdown: "| TT | Nhiệm vụ |".
/// 2. Consecutive lines with tabs, if one of them has three cells with text, or three cells of
///    which the last is empty.
/// Throws Error{Cause::kTooLarge} from 2 GiB on. Precondition: well-formed UTF-8. Law: the member
/// `text` of the result is `utf8`.
[[nodiscard]] TextDocument parse_plain_text(std::string_view utf8);

/// Returns the document before and after restoration. `restored`: the restoration of before.text.
/// The ranges of `after` are those of `before`, mapped to the restored text. If one change joined
/// several words into one, the first word gets its whole range and the others are empty. Throws
/// Error{Cause::kTooLarge} from 2 GiB of restored text on.
/// Law: the numbers of lines, words, cells and pages are unchanged; words ascend; `text` and
/// `pages` of the member `before` are those of the argument.
[[nodiscard]] RestoredDocument apply_restoration(TextDocument before, Restoration restored);

/// Returns a box of a page as it is after the page is rotated by TextPage::rotation, so that the
/// text is upright.
[[nodiscard]] PageBox rotate_upright(const PageBox& box, const TextPage& page);

/// The lines of one paragraph, as ascending indices into TextDocument::lines. Only lines of role
/// kBody that have a letter or digit belong to paragraphs.
struct Paragraph {
  std::vector<std::uint32_t> lines;
};

/// Joins hard-wrapped lines to paragraphs (standards 1.2, 1.3). A paragraph may go on over a page
/// break, page numbers and running heads. A line of any other role than kBody ends it. A line of
/// body text begins a new paragraph if:
/// 1. it begins a numbered or bulleted item, or the line before is a heading in capitals;
/// 2. it follows a blank line, and does not clearly continue the sentence above;
/// 3. it does not begin in lower case, and the line before leaves room for more words;
/// 4. it is indented like the first line of a paragraph.
/// These are the main rules; paragraphs.cpp has their exceptions.
[[nodiscard]] std::vector<Paragraph> find_paragraphs(const TextDocument& document);

}  // namespace codau::text
