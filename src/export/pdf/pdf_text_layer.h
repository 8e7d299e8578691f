// export/pdf/pdf_text_layer.h — writes the words of a page as an invisible PDF content stream.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "export/pdf/searchable_pdf.h"

namespace codau::exports {

/// The visible box of a PDF page and its rotation. Default: US Letter.
struct PageFrame {
  /// In units of the page, y upwards.
  double left = 0, bottom = 0, right = 612, top = 792;
  int rotate = 0;  ///< clockwise degrees: 0, 90, 180 or 270
};

/// Returns the content stream "q … Q" in text render mode 3 (invisible). `font`: the resource name
/// of the glyphless font.
/// 1. Every word is at its box and scaled to the width of the box. A space fills the gap to the
///    next word of the line.
/// 2. A word that touches the next word ends a little earlier, because some readers separate words
///    by distance.
/// 3. Dashes and dots get the height of a neighbouring word, so that readers keep them in the line.
/// 4. Ill-formed UTF-8 and control characters become U+FFFD.
/// Returns an empty text if the page has no words or no size.
[[nodiscard]] std::string make_text_layer(const PdfPage& page, const PageFrame& frame,
                                          std::string_view font);
/// Returns the UTF-16 code units of the words of a page, and the space.
[[nodiscard]] std::set<char16_t> list_codes(const PdfPage& page);

}  // namespace codau::exports
