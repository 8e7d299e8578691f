// export/words/hocr.h — the pages of a document as hOCR 1.2, in XHTML.
#pragma once

#include <string>
#include <string_view>

#include "export/words/alto.h"

namespace codau::exports {

/// The beginning of a file of so many pages, and its end. Pages go in between.
[[nodiscard]] std::string hocr_head(const PageFacts& facts, std::size_t pages);
inline constexpr std::string_view kHocrEnd = "</body>\n</html>\n";

/// ocr_page (image, bbox, ppageno from 0) with an ocr_carea an area, an ocr_par a paragraph, an
/// ocr_line a line with its baseline (a page that lies on its side: textangle), and an ocrx_word a
/// word: bbox, x_wconf, the restored text, and in data-ocr what was read where it was another.
/// Deterministic. Law: a reader finds the same words, boxes, lines and paragraphs in it.
[[nodiscard]] std::string hocr_page(const PlacedPage& page, const PageFacts& facts);

}  // namespace codau::exports
