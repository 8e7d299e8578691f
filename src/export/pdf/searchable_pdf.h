// export/pdf/searchable_pdf.h — page images as they came, with the restored words invisible at
// their boxes; and some pages of such a PDF.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "export/pdf/page_range.h"
#include "export/pdf/pdf_a.h"
#include "io/files.h"

namespace codau::exports {

/// A word of the restored text at its box in pixels of the page image (core/values.h: PageBox).
struct PdfWord {
  std::string text;
  PageBox box;
};
struct PdfPage {
  std::uint32_t number = 0;  ///< 1-based page of the source
  std::int32_t width = 0, height = 0, dpi = 0;
  std::int32_t rotation = 0;                ///< clockwise, makes the page upright: 0, 90, 180, 270
  std::vector<std::vector<PdfWord>> lines;  ///< reading order
};

/// Copies the PDF and gives each page of `pages` an invisible text layer in which every character
/// has its Unicode value. The page tells no other text any more (export/pdf/replaced_text.h). A
/// page without lines keeps its text. A page that is not in `pages` stays as it is: leave out those
/// whose own text was trusted (Origin::kLayer). Pages are turned upright by /Rotate. Images keep
/// their bytes; encryption with an empty password is taken off. What is written is PDF/A-2b and
/// says so, unless something keeps it from that: given back, empty for PDF/A. Deterministic. Throws
/// Error{Cause::kDamaged, kEncrypted} or Error{kOutput}. Law: the pages look the same, pixel by
/// pixel, apart from their turn, and every word comes back at its box.
std::set<PdfObstacle> write_searchable_pdf(std::string_view source,
                                           const std::vector<PdfPage>& pages, io::FileSink& out);

/// Some pages of a PDF as one of its own (export/pdf/page_range.h), judged and claimed to be
/// PDF/A-2b as above. Deterministic. Throws as above, and kDamaged as copy_pages(). Law: its pages
/// look as they did, and their words are there; nothing of another page is.
std::set<PdfObstacle> write_page_range(std::string_view source, PageRange pages, io::FileSink& out);

}  // namespace codau::exports
