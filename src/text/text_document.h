// text/text_document.h — converts recognised pages or plain text to a TextDocument (core/values.h).
#pragma once

#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::text {

/// Returns the lines of all pages in their order, with one form feed between two pages. The
/// argument `pages` ascends by number; a page that was not read has no lines. Running heads, which
/// many pages repeat, get the role kRunningHead (running_heads.h). Lines in blocks of role
/// kFurniture (stamps, scanner marks) go to TextPage::furniture. Throws Error{Cause::kTooLarge}
/// from 2 GiB of text on.
/// Laws: there is one form feed less than pages. The lines of a page cover its text, except line
/// feeds. Every word outside furniture is kept, in order.
[[nodiscard]] TextDocument to_text_document(const std::vector<OcrPage>& pages);

/// Returns plain text as one page numbered 0. Line feeds and form feeds end lines. Adjacent lines
/// of these kinds become a table, each line one row:
/// 1. Two or more rows of Markdown: "| TT | Nhiệm vụ |".
/// 2. Lines with tabs, if one of them has three cells with text, or three or more cells of which
///    the last is empty.
/// Throws Error{Cause::kTooLarge} from 2 GiB on. Precondition: well-formed UTF-8. Law: the member
/// `text` of the result is `utf8`.
[[nodiscard]] TextDocument parse_plain_text(std::string_view utf8);

/// Returns the document before and after restoration. `restored`: the restoration of before.text.
/// In the result, the ranges of `after` are those of the argument `before`, mapped to the restored
/// text. If one change joined several words into one, the first word gets its whole range and the
/// others are empty. Throws Error{Cause::kTooLarge} from 2 GiB of restored text on.
/// Law: the numbers of lines, words, cells and pages are unchanged; words ascend; `text` and
/// `pages` of the member `before` are those of the argument.
[[nodiscard]] RestoredDocument apply_restoration(TextDocument before, Restoration restored);

/// Returns where `box` lies after its page is rotated by TextPage::rotation, so that the text is
/// upright.
[[nodiscard]] PageBox rotate_upright(const PageBox& box, const TextPage& page);

/// The lines of one paragraph, as ascending indices into TextDocument::lines. Only lines of role
/// kBody that have a letter or digit belong to paragraphs.
struct Paragraph {
  std::vector<std::uint32_t> lines;
};

/// Joins hard-wrapped lines to paragraphs, and returns them in order. A paragraph may go on over a
/// page break, page numbers and running heads. A line of any other role than kBody ends it. A line
/// of body text begins a new paragraph if:
/// 1. it begins a numbered or bulleted item, or the line before is a heading in capitals;
/// 2. it follows a blank line, and does not clearly continue the sentence above;
/// 3. it does not begin in lower case, and the line before leaves room for more words;
/// 4. it is indented like the first line of a paragraph.
/// These are the main rules; paragraphs.cpp has their exceptions. Source: sections 1.2 and 1.3 of
/// "standards", the reference of the domain (CONTRIBUTING.md).
[[nodiscard]] std::vector<Paragraph> find_paragraphs(const TextDocument& document);

}  // namespace codau::text
