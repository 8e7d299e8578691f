// export/pdf/searchable_pdf.h — a PDF with unchanged page images and the restored words as
// invisible text at their boxes. Also copies a range of its pages.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "export/pdf/page_range.h"
#include "export/pdf/pdf_a.h"
#include "io/atomic_file.h"

namespace codau::exports {

/// A restored word with its box in pixels of the page image (core/values.h: PageBox).
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

/// Copies the PDF and gives each page of `pages` an invisible text layer with Unicode values for
/// all characters. Other text of such a page is no longer extractable (export/pdf/replaced_text.h).
/// A page without lines keeps its text. A page outside `pages` stays as it is: leave out pages
/// whose own text was trusted (TextOrigin::kTextLayer). Pages are turned upright by /Rotate. Images
/// keep their bytes. Encryption with an empty password is removed. The output claims PDF/A-2b
/// unless it has obstacles. Returns the obstacles; empty for PDF/A. Deterministic. Throws
/// Error{Cause::kDamaged, kEncrypted} or Error{kOutput}. Law: the pages look the same, pixel by
/// pixel, apart from their rotation, and every word comes back at its box.
std::set<PdfObstacle> write_searchable_pdf(std::string_view source,
                                           const std::vector<PdfPage>& pages, io::FileSink& out);

/// Writes a range of pages as a PDF (export/pdf/page_range.h), and claims PDF/A-2b as above.
/// Returns the obstacles. Deterministic. Throws as above, and kDamaged as copy_pages(). Law: the
/// pages look as before and keep their words; nothing of another page is in the file.
std::set<PdfObstacle> write_page_range(std::string_view source, PageRange pages, io::FileSink& out);

}  // namespace codau::exports
