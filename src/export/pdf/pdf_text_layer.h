// export/pdf/pdf_text_layer.h — makes the text layer of a PDF page: a content stream that shows the
// words as invisible text at their boxes.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "export/pdf/searchable_pdf.h"

namespace codau::exports {

/// The visible area of a PDF page, and how PDF viewers rotate the page. Default: US Letter.
struct PageFrame {
  double left = 0, bottom = 0, right = 612, top = 792;  ///< in units of user space, y upwards
  /// /Rotate of the page as received: clockwise degrees, 0, 90, 180 or 270. The page image shows
  /// the page with this rotation. If the print is then not upright, PdfPage::rotation tells by how
  /// much to turn the page image further.
  int viewer_rotation = 0;
};

/// Returns the content stream "q … Q" in text render mode 3 (invisible). `font`: resource name,
/// without slash, of the font in export/pdf/glyphless_font.h.
/// 1. A word begins at the start of its box, and is scaled to the width of the box. A space fills
///    the gap to the next word of the line.
/// 2. If the gap is under a tenth of the word's height, the word ends earlier, because some PDF
///    readers find words by their distance. But a word that would lose over half of its width keeps
///    its end.
/// 3. Dashes and dots get the height of a neighbouring word, so that PDF readers keep them in the
///    line.
/// 4. Ill-formed UTF-8 and control characters become U+FFFD.
/// Returns an empty text if the page has no words, or no width or height.
[[nodiscard]] std::string make_text_layer(const PdfPage& page, const PageFrame& frame,
                                          std::string_view font);
/// Returns all UTF-16 code units that the text layer of a page uses, always with the space. They
/// are the argument of make_to_unicode_cmap() (export/pdf/glyphless_font.h).
[[nodiscard]] std::set<char16_t> list_codes(const PdfPage& page);

}  // namespace codau::exports
