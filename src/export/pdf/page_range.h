// export/pdf/page_range.h — copies some pages of a PDF, without any content of other pages.
#pragma once

#include <cstdint>

class QPDF;

namespace codau::exports {

/// A range of pages, numbered from 1. The range includes both `from` and `to`.
struct PdfPageRange {
  std::uint32_t from = 0, to = 0;
  bool operator==(const PdfPageRange&) const = default;
};

/// Copies the pages `pages` of the PDF `from` into the empty PDF `to`.
/// 1. A copied page keeps its size, its rotation, its contents with the resources that they name,
///    and its drawn annotations.
/// 2. All else is dropped: targets of links, form fields, article threads, structure, resources of
///    other pages.
/// 3. `from` loses the dropped parts, too. Keep `from` until `to` is written, but use `from` for
///    nothing else.
/// Throws Error{Cause::kDamaged} if a page does not exist, if the PDF has optional layers, or if
/// the content of a page is damaged. Exceptions of qpdf pass through.
void copy_pages(QPDF& from, PdfPageRange pages, QPDF& to);

}  // namespace codau::exports
