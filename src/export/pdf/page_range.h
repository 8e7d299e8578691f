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

/// Copies pages of the PDF `source` into the empty PDF `target`.
/// 1. A copied page keeps its size, its rotation, its contents with the resources that they name,
///    and its annotations with an appearance (/AP). Links stay as well, because of their borders.
/// 2. All else is dropped: targets of links, form fields, article threads, the structure tree,
///    resources of other pages.
/// 3. The same parts are dropped from the copied pages in `source`. Keep `source` until `target` is
///    written, but use `source` for nothing else.
/// Throws Error{Cause::kDamaged} if a page does not exist, if `source` has layers (optional
/// content), or if the content of a page is damaged. Exceptions of qpdf pass through.
void copy_pages(QPDF& source, PdfPageRange pages, QPDF& target);

}  // namespace codau::exports
