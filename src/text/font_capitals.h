// text/font_capitals.h — turns the small letters of headings into capitals if a font showed them as
// capitals. The .VnTimeH fonts of the encoding TCVN3 do this. The printed page had "ỦY BAN NHÂN
// DÂN", but the decoded text has "ủy ban nhân dân". This header examines whole lines; FontCase of
// legacy_encoding.h examines single words.
#pragma once

#include <string_view>
#include <vector>

#include "text/rewriter.h"

namespace codau::text {

/// Returns `decoded` with the capitals of headings put back, and the changes that this made.
/// Change::rule is "tcvn3". `decoded` and `changes`: the text and the changes that
/// decode_legacy_text() returned.
///
/// The text stays as it is unless a line proves that it had such a font. A proof is a line that
/// nobody writes in small letters. It has no capitals, has a word decoded from TCVN3, and is one of
/// these:
/// 1. the name of the country ("cộng hòa xã hội chủ nghĩa việt nam");
/// 2. a line that begins with a Roman numeral ("ii. ") or the capacity of a signer ("tm. ").
///
/// If the text has a proof, all letters of a line become capitals if four conditions hold:
/// 1. The line has a word decoded from TCVN3, no capital, and at most 80 characters.
/// 2. The line is a proof, or begins with a letter that is no list mark ("a)", "b.").
/// 3. The line does not end with . , ; or :.
/// 4. The line begins a paragraph. It is the first line, or the line before has at most 50
///    characters, ends with . ; : ! or ?, or has become capitals.
[[nodiscard]] RewrittenText restore_capital_lines(std::string_view decoded,
                                                  const std::vector<Change>& changes);

}  // namespace codau::text
