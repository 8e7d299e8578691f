// export/pdf/text_layer.h — the words of a page as an invisible PDF content stream.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "export/pdf/searchable_pdf.h"

namespace codau::exports {

/// The visible box of a PDF page in its own units, and its clockwise rotation.
struct PageFrame {
  double left = 0, bottom = 0, right = 612, top = 792;
  int rotate = 0;  ///< 0, 90, 180 or 270
};

/// Returns "q … Q" in render mode 3. Every word is at its box, scaled to its width, and a space
/// reaches to the next word of the line. A word that touches the next ends a little earlier,
/// because some readers separate words by distance. Dashes and dots get the height of their
/// neighbours, so that they stay in the line. `font` is the resource name of the glyphless font.
/// Ill-formed UTF-8 and control characters become U+FFFD. Returns an empty text if no words exist.
[[nodiscard]] std::string text_layer(const PdfPage& page, const PageFrame& frame,
                                     std::string_view font);
/// Returns the codes that the layer of a page shows, and the space.
[[nodiscard]] std::set<char16_t> codes_of(const PdfPage& page);

}  // namespace codau::exports
