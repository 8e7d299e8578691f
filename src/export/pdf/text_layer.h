// export/pdf/text_layer.h — the words of a page as a PDF content stream that shows nothing.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "export/pdf/searchable_pdf.h"

namespace codau::exports {

/// The visible box of a PDF page in its own units, and the clockwise turn it is shown with.
struct PageFrame {
  double left = 0, bottom = 0, right = 612, top = 792;
  int rotate = 0;  ///< 0, 90, 180 or 270
};

/// "q … Q": every word at its box, scaled to its width, a space up to the next word of the line;
/// render mode 3. A word that touches the next ends a little before it, as readers that go by
/// distance take both for one; dashes and dots get the height of their neighbours, so that they
/// stay in the line. `font` is the resource name of the glyphless font. Ill-formed UTF-8 and
/// control characters become U+FFFD. Empty when there is nothing to write.
[[nodiscard]] std::string text_layer(const PdfPage& page, const PageFrame& frame,
                                     std::string_view font);
/// The codes that the layer of a page shows, and the space.
[[nodiscard]] std::set<char16_t> codes_of(const PdfPage& page);

}  // namespace codau::exports
