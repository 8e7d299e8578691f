// export/pdf/searchable_pdf.h — writes a PDF with unchanged page images and a text layer: the
// restored words as invisible text at their boxes. Also writes some pages of such a PDF.
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
/// The restored words of a page.
struct PdfPage {
  std::uint32_t number = 0;                 ///< page of the source, from 1
  std::int32_t width = 0, height = 0;       ///< of the page image, in pixels
  std::int32_t dpi = 0;                     ///< of the page image; not used here
  std::int32_t rotation = 0;                ///< clockwise degrees to upright: 0, 90, 180 or 270
  std::vector<std::vector<PdfWord>> lines;  ///< in reading order
};

/// Copies a PDF from `source` (its bytes) to `out`, and adds text layers for `pages`. Pages are
/// matched by PdfPage::number; numbers outside `source` are ignored.
/// 1. A page of `pages` with lines gets a text layer with these lines. Other text of the page is no
///    longer extractable (export/pdf/replaced_text.h).
/// 2. A page of `pages` without lines keeps its text.
/// 3. Each page of `pages` is turned upright by /Rotate.
/// 4. All other pages do not change. So `pages` must not have a page whose words come from its own
///    text layer (TextOrigin::kTextLayer).
/// 5. Images keep their bytes. Encryption with an empty password is removed.
/// Returns the obstacles to PDF/A-2b (export/pdf/pdf_a.h). Without obstacles, the file claims
/// PDF/A-2b. The same input gives the same bytes.
/// Throws Error{Cause::kDamaged} for a broken PDF, Error{Cause::kEncrypted} if a password is
/// needed, and Error{kOutput} if `out` cannot be written.
/// Law: the pages look the same, pixel by pixel, apart from their rotation, and every word comes
/// back at its box.
std::set<PdfObstacle> write_searchable_pdf(std::string_view source,
                                           const std::vector<PdfPage>& pages, io::FileSink& out);

/// Copies some pages of a PDF from `source` (its bytes) to `out`, as a PDF of their own. Returns
/// the obstacles to PDF/A-2b; without obstacles, the file claims PDF/A-2b. The same input gives the
/// same bytes. Throws the errors of write_searchable_pdf(), and also Error{Cause::kDamaged} if
/// copy_pages() in export/pdf/page_range.h does. Law: the pages look as before and keep their
/// words; nothing of another page is in the file.
std::set<PdfObstacle> write_page_range(std::string_view source, PdfPageRange pages,
                                       io::FileSink& out);

}  // namespace codau::exports
