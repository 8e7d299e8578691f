// export/pdf/replaced_text.h — removes the text of PDF pages, because a text layer of codau
// replaces this text (export/pdf/pdf_text_layer.h).
#pragma once

#include <cstdint>
#include <set>

class QPDF;

namespace codau::exports {

/// Changes some pages so that their text cannot be extracted, except in the cases 5 and 6. The
/// pages look as before. `pages`: numbers of pages, from 1; numbers outside the PDF are ignored.
/// 1. A text object (BT … ET) that paints nothing (render mode 3, or alpha 0) loses its strings.
/// 2. All other text keeps its strings, but its fonts now map every code to a space. Examples are
///    visible text, text below a picture, clipping text (mode 7), and text in Type 3 fonts.
/// 3. /ActualText is removed from marked content and from the structure of the page.
/// 4. Form XObjects and patterns are treated in the same way, nested up to 32 deep. A changed form
///    or pattern is a copy, because another page may share the old one.
/// 5. In annotations, rule 2 does not apply: visible text stays extractable.
/// 6. A stream that cannot be decoded, or has more than 64 MiB, keeps its strings.
/// Exceptions of qpdf on damage pass through.
void remove_replaced_text(QPDF& pdf, const std::set<std::uint32_t>& pages);

}  // namespace codau::exports
