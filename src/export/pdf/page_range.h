// export/pdf/page_range.h — copies some pages of a PDF completely, without any content of other
// pages.
#pragma once

#include <cstdint>

class QPDF;

namespace codau::exports {

/// A range of pages, numbered from 1. The range includes both `from` and `to`.
struct PdfPageRange {
  std::uint32_t from = 0, to = 0;
  bool operator==(const PdfPageRange&) const = default;
};

/// Copies the pages into `to`, an empty PDF. A copied page keeps its size, rotation, contents,
/// named resources and drawn annotations.
/// References to other pages are dropped: targets of links, fields, article threads, structure.
/// Resources that only other pages use are dropped, too. `from` loses the dropped parts as well, so
/// discard `from` after the call.
/// Throws Error{kDamaged} if a page does not exist, if the PDF has optional layers, or if the
/// content of a page is damaged. Exceptions of qpdf pass through.
void copy_pages(QPDF& from, PdfPageRange pages, QPDF& to);

}  // namespace codau::exports
