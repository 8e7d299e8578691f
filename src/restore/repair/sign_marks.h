// restore/repair/sign_marks.h — composes letters and the signs after them that stand for their
// diacritics: "Vie^.t Nam, ddo^.c la^.p" becomes "Việt Nam, độc lập". People typed this encoding,
// VIQR (RFC 1456). Converters also write such signs if a font has accents of its own: "ho`a",
// "ho ´a", "Viê.t".
#pragma once

#include <string_view>

#include "restore/lexicon/knowledge.h"
#include "text/rewriter.h"

namespace codau::restore {

/// Returns `text` with such words composed, and the changes. Change::rule is "viqr", and
/// Change::source is "encoding". The signs are those of VIQR and the spacing accents of Unicode. A
/// blank may stand before a sign, and "dd" is đ.
/// 1. Only lines with enough evidence change. Evidence for signs is a word with signs inside that
///    make a known syllable. Evidence against signs is a word with signs that make no known
///    syllable. A word without signs is evidence against signs in two cases: It has a tone, or it
///    lacks a tone that its letters require ("phat").
/// 2. If many lines of the text have evidence for signs, less is needed. If `is_viqr` is true,
///    only strong evidence against signs keeps a line unchanged.
/// 3. A word changes only if its signs make a syllable, "đ", or an abbreviation in capitals with Đ.
/// 4. A sign at the end of a word may be punctuation: "la`." or "đâu?". The language model decides.
/// 5. Words of addresses and source code stay unchanged (is_in_code_chunk() of text/tokens.h).
/// Throws Error{Cause::kTooLarge} if the text has 2³¹ − 1 bytes or more.
/// Laws: undo() of the changes returns `text`; line ends stay.
[[nodiscard]] text::RewrittenText compose_sign_marks(const Knowledge& knowledge,
                                                     std::string_view text, bool is_viqr);

}  // namespace codau::restore
