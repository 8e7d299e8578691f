// text/text_document.h — converts OcrPage[] or plain text to a TextDocument.
#pragma once

#include <string_view>
#include <vector>

#include "core/values.h"

namespace codau::text {

/// Returns the printed lines of all pages in reading order, with one form feed between pages. The
/// order is: left header block, right header block, body, tables row by row and cell by cell,
/// recipients, signature. Lines with kFurniture go to TextPage::furniture. A page that was not read
/// is an OcrPage without lines. `pages` ascend by number. Laws: exactly pages.size() − 1 form
/// feeds; lines tile their page except for line feeds; every word of a block other than furniture
/// is kept, in order.
[[nodiscard]] TextDocument to_text_document(const std::vector<OcrPage>& pages);

/// Returns plain text as one page numbered 0, with the lines unchanged. Runs of tab-separated lines
/// and of Markdown rows ("| TT | Nhiệm vụ |") become tables with one row a line. A blank line or
/// any other line ends a table. Precondition: well-formed UTF-8. Law: out.text == utf8.
[[nodiscard]] TextDocument parse_plain_text(std::string_view utf8);

/// Returns `before` with its ranges mapped to the text that `restored` made from before.text. If
/// one change joined several words into one, the first word gets its whole range and the others are
/// empty. Law: the number of lines, words, cells and pages is unchanged; words ascend; before.text
/// and before.pages are unchanged.
[[nodiscard]] RestoredDocument apply_restoration(TextDocument before, Restoration restored);

/// Returns a box of a page in the coordinates of the page rotated upright for reading.
[[nodiscard]] PageBox rotate_upright(const PageBox& box, const TextPage& page);

/// The lines of one paragraph, as ascending indices into TextDocument::lines. Page numbers, running
/// heads, header, tables, recipients and signature lines belong to no paragraph.
struct Paragraph {
  std::vector<std::uint32_t> lines;
};

/// Joins hard-wrapped lines to paragraphs, also over a page break (standards 1.2, 1.3). A paragraph
/// ends at:
/// 1. A blank line.
/// 2. A line that begins a numbered or bulleted item or a heading.
/// 3. A short line that ends in . ; : ! ? or ./. — unless the next block begins in lower case
///    without number or bullet.
[[nodiscard]] std::vector<Paragraph> find_paragraphs(const TextDocument& document);

}  // namespace codau::text
