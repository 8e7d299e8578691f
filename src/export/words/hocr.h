// export/words/hocr.h — writes the pages of a document as hOCR 1.2, in XHTML.
#pragma once

#include <string>
#include <string_view>

#include "export/words/alto.h"

namespace codau::exports {

/// Returns the beginning of a file of `pages` pages. Then write each to_hocr_page(), and kHocrEnd.
[[nodiscard]] std::string make_hocr_head(const LayoutPageFacts& facts, std::size_t pages);
inline constexpr std::string_view kHocrEnd = "</body>\n</html>\n";

/// Returns one page as an ocr_page with image, bbox and ppageno (from 0). Boxes are in pixels of
/// the page image.
/// 1. An area is an ocr_carea, and a paragraph an ocr_par.
/// 2. A line is an ocr_line with its baseline; on a rotated page with textangle instead.
/// 3. A word is an ocrx_word with bbox, x_wconf (0 to 100) and the restored text.
/// 4. A different text as read is in data-ocr.
/// Deterministic. Law: a reader finds the same words, boxes, lines and paragraphs in it.
[[nodiscard]] std::string to_hocr_page(const PlacedPage& page, const LayoutPageFacts& facts);

}  // namespace codau::exports
