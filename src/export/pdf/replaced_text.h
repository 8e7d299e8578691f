// export/pdf/replaced_text.h — removes the text of PDF pages that codau's own text layer replaces.
#pragma once

#include <cstdint>
#include <set>

class QPDF;

namespace codau::exports {

/// Removes the extractable text of `pages`, numbered from 1. The pages look as before.
/// 1. Text objects that paint nothing (render mode 3, alpha 0) lose their strings.
/// 2. All other text keeps its strings, and its fonts map every code to a space. This is visible
///    text, text below a picture, clipping text (mode 7), and text in Type 3 fonts.
/// 3. /ActualText is removed from marked content and from the structure of the page.
/// Form XObjects and patterns are treated likewise, up to 32 deep. Changed forms and patterns are
/// copies, because another page may share them. Annotations lose only invisible text. A stream
/// keeps its strings if the stream cannot be decoded, or has more than 64 MiB. Exceptions of qpdf
/// on damaged input pass through.
void remove_replaced_text(QPDF& pdf, const std::set<std::uint32_t>& pages);

}  // namespace codau::exports
