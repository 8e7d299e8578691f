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

/// Copies the pages into `to`, an empty PDF.
/// 1. A copied page keeps its size, rotation, contents, the resources that its contents name, and
///    its drawn annotations.
/// 2. All else is dropped: targets of links, form fields, article threads, structure, resources of
///    other pages.
/// 3. `from` loses the dropped parts, too. Use `from` for nothing else after the call.
/// Throws Error{Cause::kDamaged} if a page does not exist, if the PDF has optional layers, or if
/// the content of a page is damaged. Exceptions of qpdf pass through.
void copy_pages(QPDF& from, PdfPageRange pages, QPDF& to);

}  // namespace codau::exports
