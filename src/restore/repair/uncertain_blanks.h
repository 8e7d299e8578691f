// restore/repair/uncertain_blanks.h — corrects blanks that a converter put into words or dropped
// between words: "ĐIỀ U KHO ẢN" becomes "ĐIỀU KHOẢN", and "đượcphân công" becomes "được phân công".
// Letters never change here; join_words.h repairs blanks and letters together, after OCR.
#pragma once

#include <span>
#include <string_view>

#include "restore/lexicon/knowledge.h"
#include "restore/text/tokens.h"
#include "text/rewriter.h"

namespace codau::restore {

/// Returns `text` with its blanks corrected, and the changes. Change::rule is "blank". The argument
/// `tokens` has the tokens of `text`. A suspect word has both of these properties:
/// 1. It is an unknown syllable, a rare one, or a single letter without diacritics. In a line
/// without
///    any diacritics, it must be no syllable even if diacritics are added.
/// 2. It becomes syllables if blanks are removed ("KHO ẢN"), inserted ("đượcphân") or moved ("đượ
///    cphân").
/// The steps are:
/// 1. Each line with a suspect word is examined.
/// 2. The language model compares two hypotheses for the line: the words as they stand, and the
///    likeliest words with blanks at other places (word_lattice.h).
/// 3. The second hypothesis must be far likelier: by some 14 nats. If it is far likelier in many
///    lines of the text, fewer nats suffice. For example, some 4 nats suffice if this holds in a
///    seventh of the lines.
/// 4. A change is made if its own probability is at least 0.6 (in a line without diacritics 0.9),
///    and at least `min_confidence`.
///
/// Never changed:
/// 1. locked tokens, numbers, and words with digits or signs;
/// 2. words of codes, addresses and source code (is_in_code_chunk() of text/tokens.h);
/// 3. lines in another language;
/// 4. a text of 300 bytes or more that has diacritics, but no letter of U+1E80 to U+1EFF, such as
///    "ạ". Such a text lost these letters, so its words prove nothing.
/// A joined word never has a capital after a small letter.
/// Laws: all letters, line ends and signs stay; only blanks between letters change.
[[nodiscard]] text::RewrittenText correct_blanks(const Knowledge& knowledge, std::string_view text,
                                                 std::span<const Token> tokens,
                                                 double min_confidence);

}  // namespace codau::restore
