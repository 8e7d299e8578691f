// export/pdf/replaced_text.h — the text of PDF pages that codau's own layer replaces.
#pragma once

#include <cstdint>
#include <set>

class QPDF;

namespace codau::exports {

/// Makes `pages`, numbers from 1, tell no text of their own, while they look as before:
/// 1. Text objects in which nothing is painted (render mode 3, alpha 0) lose their strings.
/// 2. All other text keeps its strings, but its fonts say that each code is a space: text that is
///    seen, text below a picture, clipping text (mode 7), Type 3 fonts.
/// 3. /ActualText goes from marked content and from the structure of the page.
/// All of it also in form XObjects and patterns, up to 32 deep; they are copied first, as another
/// page may share them. Of annotations only invisible text goes. A stream that cannot be decoded,
/// or has more than 64 MiB, keeps its strings. Throws what qpdf throws on damage.
void remove_replaced_text(QPDF& pdf, const std::set<std::uint32_t>& pages);

}  // namespace codau::exports
