// export/pdf/replaced_text.h — removes the text of PDF pages. A text layer of codau replaces this
// text (export/pdf/pdf_text_layer.h).
#pragma once

#include <cstdint>
#include <set>

class QPDF;

namespace codau::exports {

/// Makes the text of some pages no longer extractable. The pages look as before. `pages`: numbers
/// of pages, from 1; numbers outside the PDF are ignored.
/// 1. Text that paints nothing (render mode 3, or alpha 0) loses its strings.
/// 2. All other text keeps its strings, and its fonts now map every code to a space. This is
///    visible text, text below a picture, clipping text (mode 7), and text in Type 3 fonts.
/// 3. /ActualText is removed from marked content and from the structure of the page.
/// 4. Form XObjects and patterns are treated in the same way, nested up to 32 deep. A changed form
///    or pattern is a copy, because another page may share the old one.
/// 5. Annotations lose only invisible text.
/// 6. A stream keeps its strings if it cannot be decoded, or has more than 64 MiB.
/// Exceptions of qpdf on damage pass through.
void remove_replaced_text(QPDF& pdf, const std::set<std::uint32_t>& pages);

}  // namespace codau::exports
