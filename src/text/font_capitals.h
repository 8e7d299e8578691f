// text/font_capitals.h — puts back capitals that only a font showed. The .VnTimeH fonts of TCVN3
// (legacy_encoding.h) draw small letters as capitals. So the printed page had "ỦY BAN NHÂN DÂN",
// and the decoded text has "ủy ban nhân dân". This header handles whole lines; FontCase of
// legacy_encoding.h tells by single words.
#pragma once

#include <string_view>
#include <vector>

#include "text/rewriter.h"

namespace codau::text {

/// Returns `decoded` with the capitals of headings put back, and the changes that this made.
/// Change::rule is "tcvn3". `changes`: the changes of decode_legacy_text() that made `decoded`.
///
/// The text must prove that it had such a font. The proof is a line that nobody writes in small
/// letters. It has no capitals, has a word decoded from TCVN3, and is one of these:
/// 1. the name of the country ("cộng hòa xã hội chủ nghĩa việt nam");
/// 2. a line that begins with a Roman numeral ("ii. ") or a mark of a signature ("tm. ").
///
/// With a proof, all letters of a line become capitals if three conditions hold. Without a proof,
/// the text stays as it is.
/// 1. The line has a word decoded from TCVN3, no capital, and at most 80 characters.
/// 2. The line begins with a letter that is no list mark ("a) "), or with one of the proofs above.
///    It does not end with . , ; or :.
/// 3. The line begins a paragraph. It is the first line, or the line before has at most 50
///    characters, ends with . ; : ! or ?, or has become capitals.
[[nodiscard]] RewrittenText restore_capital_lines(std::string_view decoded,
                                                  const std::vector<Change>& changes);

}  // namespace codau::text
