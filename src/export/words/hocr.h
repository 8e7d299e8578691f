// export/words/hocr.h — the pages of a document as hOCR 1.2, in XHTML.
#pragma once

#include <string>
#include <string_view>

#include "export/words/alto.h"

namespace codau::exports {

/// Returns the beginning of a file with that many pages. The pages and kHocrEnd follow.
[[nodiscard]] std::string hocr_head(const PageFacts& facts, std::size_t pages);
inline constexpr std::string_view kHocrEnd = "</body>\n</html>\n";

/// Returns an ocr_page (image, bbox, ppageno from 0). In it an area is an ocr_carea, a paragraph an
/// ocr_par, and a line an ocr_line with its baseline. A line of a rotated page has textangle
/// instead. A word is an ocrx_word with bbox, x_wconf and the restored text. A different text as
/// read is in data-ocr. Deterministic. Law: a reader finds the same words, boxes, lines and
/// paragraphs in it.
[[nodiscard]] std::string hocr_page(const PlacedPage& page, const PageFacts& facts);

}  // namespace codau::exports
