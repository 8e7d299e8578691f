// export/pdf/page_range.h — copies some pages of a PDF, with all that they show and nothing of
// other pages.
#pragma once

#include <cstdint>

class QPDF;

namespace codau::exports {

/// A range of page numbers from 1; includes the page `to`.
struct PageRange {
  std::uint32_t from = 0, to = 0;
  bool operator==(const PageRange&) const = default;
};

/// Copies the pages into the empty `to`, with size, rotation, contents, named resources and drawn
/// annotations. References to other pages (of links, fields, threads, structure) are left out, and
/// so are pictures that only other pages show. Throws Error{kDamaged} if a page does not exist or
/// its visible content cannot be determined. Passes on exceptions of qpdf on damage.
void copy_pages(QPDF& from, PageRange pages, QPDF& to);

}  // namespace codau::exports
