// page/page_kind.h — tells blank pages and separator sheets from pages with content.
#pragma once

#include "core/page_kind.h"
#include "raster/page_image.h"

namespace codau::image {

/// Returns the kind of a page.
/// 1. kSeparator: a third of the columns, or of the rows, of pixels cross the bars of the separator
///    sheet (src/office/page/separator.svg). The page may be askew by up to 10 degrees, on its side
///    or upside down.
/// 2. kBlank: no ink is left without dirt. Dirt is ink under 22 % of contrast (bleed-through),
///    specks under 1.2 mm, and scanner streaks. Up to four punch holes, and up to four marks under
///    10 mm (such as a page number), are dirt, too. So is ink that touches the edge, or lies within
///    4 mm of it.
/// 3. kContent: all other pages. So are pages with over 200 specks, and pages on which ink at the
///    edge reaches further than 15 mm into the page.
/// Precondition: page.pix is not null, page.dpi > 0. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PageKind classify_page(const PageImage& page);

}  // namespace codau::image
