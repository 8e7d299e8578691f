// export/pdf/page_range.h — some pages of a PDF, with what they show and nothing of the others.
#pragma once

#include <cstdint>

class QPDF;

namespace codau::exports {

/// 1-based; the last page is one of them.
struct PageRange {
  std::uint32_t from = 0, to = 0;
  bool operator==(const PageRange&) const = default;
};

/// Adds the pages to `to`, which has none: size, turn, contents, what these name of the resources,
/// and annotations as far as they are drawn. What leads to other pages (of links, fields,
/// threads, structure) stays behind, and so do pictures that another page shows. Throws
/// Error{kDamaged} where it cannot be told what a page shows, or there is no such page; what qpdf
/// throws on damage.
void copy_pages(QPDF& from, PageRange pages, QPDF& to);

}  // namespace codau::exports
