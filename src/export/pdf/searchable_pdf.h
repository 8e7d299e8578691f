// export/pdf/searchable_pdf.h — writes a PDF with unchanged page images and the restored words as
// invisible text at their boxes. Also writes a range of its pages.
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
/// The restored words of a page, in lines.
struct PdfPage {
  std::uint32_t number = 0;  ///< 1-based page of the source
  /// Width and height of the page image in pixels; resolution in dots per inch.
  std::int32_t width = 0, height = 0, dpi = 0;
  /// Clockwise degrees that make the page image upright: 0, 90, 180 or 270.
  std::int32_t rotation = 0;
  std::vector<std::vector<PdfWord>> lines;  ///< in reading order
};

/// Writes the PDF `source` with an invisible text layer on each page of `pages`.
/// 1. Every character of the layer has a Unicode value.
/// 2. Other text of such a page is no longer extractable (export/pdf/replaced_text.h).
/// 3. A page of `pages` without lines keeps its text.
/// 4. Pages outside `pages` do not change. Leave out pages whose own text was trusted
///    (TextOrigin::kTextLayer).
/// 5. The pages of `pages` are turned upright by /Rotate.
/// 6. Images keep their bytes. Encryption with an empty password is removed.
/// The output claims PDF/A-2b unless it has obstacles. Returns the obstacles; empty for PDF/A.
/// Deterministic. Throws Error{Cause::kDamaged}, Error{Cause::kEncrypted} or Error{kOutput}. Law:
/// the pages look the same, pixel by pixel, apart from their rotation, and every word comes back at
/// its box.
std::set<PdfObstacle> write_searchable_pdf(std::string_view source,
                                           const std::vector<PdfPage>& pages, io::FileSink& out);

/// Writes a range of pages of `source` as a PDF (export/pdf/page_range.h). The output claims
/// PDF/A-2b unless it has obstacles. Returns the obstacles. Deterministic. Throws as
/// write_searchable_pdf(), and Error{kDamaged} as copy_pages(). Law: the pages look as before and
/// keep their words; nothing of another page is in the file.
std::set<PdfObstacle> write_page_range(std::string_view source, PdfPageRange pages,
                                       io::FileSink& out);

}  // namespace codau::exports
