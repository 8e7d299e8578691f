// restore/repair/sign_marks.h — composes words whose diacritics stand as signs after their letters.
// VIQR writes them so: "Vie^.t Nam, ddo^.c la^.p". Converters do, too, if a font has accents of its
// own: "ho`a", "ho ´a", "Viê.t". Source of VIQR: RFC 1456.
#pragma once

#include <string_view>

#include "restore/lexicon/knowledge.h"
#include "text/rewriter.h"

namespace codau::restore {

/// Returns `text` with such words composed, and the changes. Change::rule is "viqr" and
/// Change::source "encoding". The signs are those of VIQR and the spacing accents of Unicode; a
/// blank may stand before them; "dd" is đ.
/// 1. A line is decoded if its words have many such signs inside, and are syllables with them. Less
///    evidence is needed if other lines of the text have it.
/// 2. If `is_viqr`, all lines are decoded, without evidence.
/// 3. A sign at the end of a word may be punctuation: the language model decides.
///
/// Words with a sign stay unchanged if they are no syllables. Addresses stay unchanged.
/// Laws: undo() of the changes returns `text`; line ends stay.
[[nodiscard]] text::RewrittenText compose_sign_marks(const Knowledge& knowledge,
                                                     std::string_view text, bool is_viqr);

}  // namespace codau::restore
