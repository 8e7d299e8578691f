// text/font_capitals.h — finds lines that a font of capitals showed. The .VnTimeH fonts of TCVN3
// have capitals at the codes of small letters: the page shows "ỦY BAN NHÂN DÂN", the text has
// "ủy ban nhân dân".
#pragma once

#include <string_view>
#include <vector>

#include "text/rewriter.h"

namespace codau::text {

/// Returns `decoded` with capitals in the lines that a font of capitals showed, and the changes.
/// Change::rule is "tcvn3". `changes`: the changes of decode_legacy_text() that made `decoded`.
/// Nothing changes unless a line of small letters proves such a font. The proof is the name of the
/// country, or a small Roman numeral or the mark of a signature ("tm.") at its beginning.
///
/// Then a line becomes capitals if all conditions hold:
/// 1. The line has a word decoded from TCVN3, no capital, and at most 80 characters.
/// 2. The line does not begin with a list mark or a sign, and does not end with . , ; or :.
/// 3. The line begins a paragraph: the line before is short, blank, in capitals, or ends a clause.
[[nodiscard]] RewrittenText raise_font_lines(std::string_view decoded,
                                             const std::vector<Change>& changes);

}  // namespace codau::text
