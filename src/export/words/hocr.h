// export/words/hocr.h — writes the pages of a document as hOCR 1.2: XHTML with the words and their
// boxes. A file consists of the result of make_hocr_head(), the results of to_hocr_page() for all
// pages, and kHocrEnd.
#pragma once

#include <string>
#include <string_view>

#include "export/words/alto.h"

namespace codau::exports {

/// Returns the beginning of a file of `pages` pages. `facts`: those of the first page (alto.h). The
/// name of its source file becomes the title. The id of the document and the version of the program
/// become metadata.
[[nodiscard]] std::string make_hocr_head(const LayoutPageFacts& facts, std::size_t pages);
/// The end of a file.
inline constexpr std::string_view kHocrEnd = "</body>\n</html>\n";

/// Returns one page as an ocr_page with image, bbox and ppageno (page number from 0). The image is
/// `facts.image`, the name of the source file of this page. Boxes are in pixels of the page image
/// as stored, before it is turned upright.
/// 1. An area (PlacedArea) is an ocr_carea, and a paragraph an ocr_par.
/// 2. A line is an ocr_line with baseline, or with textangle if PlacedPage::rotation is not 0.
/// 3. A word is an ocrx_word with bbox, x_wconf (confidence, 0 to 100) and the restored text.
/// 4. The text as read is in data-ocr of the word if it differs from the restored text.
/// 5. Characters that XML cannot hold become U+FFFD (append_xml() in export/target/xml_text.h).
/// The same page gives the same bytes. Law: a reader finds the same words, boxes, lines and
/// paragraphs.
[[nodiscard]] std::string to_hocr_page(const PlacedPage& page, const LayoutPageFacts& facts);

}  // namespace codau::exports
