// restore/repair/uncertain_blanks.h — joins words that a converter tore apart, and splits words
// that it ran together: "ĐIỀ U KHO ẢN" becomes "ĐIỀU KHOẢN", "đượcphân công" becomes "được phân
// công". All letters stay; only blanks change. Damage of the letters is repaired later
// (join_words.h).
#pragma once

#include <span>
#include <string_view>

#include "restore/lexicon/knowledge.h"
#include "restore/text/tokens.h"
#include "text/rewriter.h"

namespace codau::restore {

/// Returns `text` with the blanks of its words corrected, and the changes. Change::rule is "blank".
/// `tokens`: the tokens of `text`. The steps are:
/// 1. A line is examined if one of its words is no common syllable. The word joins with its
///    neighbours to a syllable, or splits into several. In a line without diacritics, only a word
///    that is no syllable at all counts.
/// 2. A lattice (blank_lattice.h) holds the words as they stand, and the syllables that the letters
///    spell with other blanks.
/// 3. The blanks of the line are uncertain if the likeliest path is far likelier than the words as
///    they stand. Less evidence is needed if other lines of the text have uncertain blanks.
/// 4. A change is made if the posterior of uncertain blanks is at least 0.9, and its own at least
/// 0.6
///    and `min_confidence`.
///
/// A text of 300 bytes or more stays if it has diacritics, but no letters of U+1EA0 to U+1EFF. Such
/// a text lost these letters, and its words prove nothing.
///
/// Never changed are codes, addresses, list marks, numbers, and lines in another language. A joined
/// word has no capital after a small letter.
/// Laws: the letters and line ends stay; blanks at tabs and signs stay.
[[nodiscard]] text::RewrittenText correct_blanks(const Knowledge& knowledge, std::string_view text,
                                                 std::span<const Token> tokens,
                                                 double min_confidence);

}  // namespace codau::restore
