// export/pdf/searchable_pdf.h — writes a searchable PDF: a received PDF with a text layer. A text
// layer has the restored words of a page as invisible text at their boxes. Also writes some pages
// of such a PDF.
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

/// A restored word with its box.
struct PdfWord {
  std::string text;  ///< UTF-8
  PageBox box;       ///< in pixels of the page image (core/range.h)
};
/// The restored words of a page. The page image, from which the words were read, shows the page as
/// PDF viewers do.
struct PdfPage {
  std::uint32_t number = 0;            ///< number of the page in the PDF, from 1
  std::int32_t width = 0, height = 0;  ///< of the page image, in pixels
  std::int32_t dpi = 0;                ///< of the page image; not used here
  /// Clockwise degrees that turn the page image upright: 0, 90, 180 or 270.
  std::int32_t rotation = 0;
  std::vector<std::vector<PdfWord>> lines;  ///< in reading order
};

/// Copies a PDF from `source` (its bytes) to `out`, and adds text layers for `pages`. Pages are
/// matched by PdfPage::number; numbers outside `source` are ignored. Precondition: the words of
/// `pages` were read from page images. Leave out pages whose words come from a text layer that the
/// PDF already has (TextOrigin::kTextLayer).
/// 1. A page of `pages` with lines gets a text layer with these lines. All other text of the page
///    can no longer be extracted (export/pdf/replaced_text.h).
/// 2. A page of `pages` without lines keeps its text.
/// 3. Each page of `pages` is turned by PdfPage::rotation, which is added to its /Rotate.
/// 4. Pages that are not in `pages` do not change.
/// 5. Images keep their bytes. Encryption with an empty password is removed.
/// Returns the obstacles to PDF/A-2b (export/pdf/pdf_a.h). Without obstacles, the file claims
/// PDF/A-2b. The same input gives the same bytes.
/// Throws Error{Cause::kDamaged} for a broken PDF, Error{Cause::kEncrypted} if a password is
/// needed, and Error{kOutput} if `out` cannot be written.
/// Law: the pages look the same, pixel by pixel, apart from their rotation. A reader of the text
/// layer finds every word at its box.
std::set<PdfObstacle> write_searchable_pdf(std::string_view source,
                                           const std::vector<PdfPage>& pages, io::FileSink& out);

/// Writes some pages of a PDF to `out`, as a new PDF. `source`: bytes of the PDF. Returns the
/// obstacles to PDF/A-2b; without obstacles, the new PDF claims PDF/A-2b. The same input gives the
/// same bytes. Throws the errors of write_searchable_pdf() and of copy_pages()
/// (export/pdf/page_range.h). Law: the pages look as before and keep their words; nothing of
/// another page is in the new PDF.
std::set<PdfObstacle> write_page_range(std::string_view source, PdfPageRange pages,
                                       io::FileSink& out);

}  // namespace codau::exports
