// text/text_document.h — the stage OcrPage[] → TextDocument, and its twin for plain text.
#pragma once

#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::text {

/// The printed lines of all pages in reading order (left header block, right header block, body,
/// tables row by row and cell by cell, recipients, signature), pages separated by one form feed;
/// kFurniture goes to TextPage::furniture. A page not read is an OcrPage without lines. `pages`
/// ascend by number. Laws: exactly pages.size() − 1 form feeds; lines tile their page but for line
/// feeds; every word of a block that is not furniture is kept, in order.
[[nodiscard]] TextDocument to_text_document(const std::vector<OcrPage>& pages);

/// Plain text: one page numbered 0, lines as they are, runs of tab-separated lines and of Markdown
/// rows ("| TT | Nhiệm vụ |") are tables (one row a line; blank lines and non-table lines between
/// end a table). Precondition: well-formed UTF-8. Law: out.text == utf8.
[[nodiscard]] TextDocument read_plain_text(std::string_view utf8);

/// `before` carried over into the text that `restored` makes of before.text. Where one change made
/// one word of several, the first has all of it and the others are empty. Law: the number of lines,
/// words, cells and pages stays; words ascend; before.text and before.pages stay as they are.
[[nodiscard]] RestoredDocument carry_over(TextDocument before, Restored restored);

/// A box of a page as it stands when the page is turned to be read.
[[nodiscard]] PageBox as_read(const PageBox& box, const TextPage& page);

/// Lines that make one paragraph, as indices into TextDocument::lines, ascending; page numbers,
/// running heads, header, tables, recipients and signature lines are in none.
struct Paragraph {
  std::vector<std::uint32_t> lines;
};

/// Joins hard-wrapped lines, also over a page break (standards 1.2, 1.3): a paragraph ends at a
/// blank line, at a line that begins a numbered or bulleted item or a heading, and at a line that
/// ends short behind . ; : ! ? or ./. — unless the next block begins in lower case without number
/// or bullet.
[[nodiscard]] std::vector<Paragraph> paragraphs(const TextDocument& document);

}  // namespace codau::text
