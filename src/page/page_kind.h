// page/page_kind.h — tells blank pages and separator sheets from pages with content.
#pragma once

#include "core/page_kind.h"
#include "raster/page_image.h"

namespace codau::image {

/// Returns the kind of a page.
/// 1. kSeparator: bars of a separator sheet cross 70 mm of the page, in either direction. The sheet
///    is codau's own (src/office/page/separator.svg), or has Kodak's patch T, which needs 40 mm.
///    The page may lie askew by 10 degrees, on its side or upside down.
/// 2. kBlank: no ink remains after dirt is left out. Dirt is ink under 22 % of contrast
///    (bleed-through), and specks under 1.2 mm. Up to four marks under 10 mm (punch holes, a page
///    number) are dirt, too. Ink that touches the edge, or lies within 4 mm of the edge, does not
///    count: shadows, staples, streaks of the scanner.
/// 3. kContent: all other pages. So are pages with over 200 specks. So are pages on which ink of
///    the edge reaches further than 15 mm into the page.
/// Precondition: page.pix is not null, page.dpi > 0. Throws Error{Cause::kOutOfMemory}.
[[nodiscard]] PageKind classify_page(const PageImage& page);

}  // namespace codau::image
