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

/// Returns `text` with its blanks corrected, and the changes. Change::rule is "blank". `tokens`:
/// the tokens of `text`. A suspect word has both of these properties:
/// 1. It is no common syllable. A single letter without diacritics counts as none. In a line
///    without any diacritics, the word must be no syllable even if diacritics are added.
/// 2. Other blanks give syllables: the word forms a syllable with its neighbours, or splits into
///    syllables.
/// The steps are:
/// 1. Lines with a suspect word are examined.
/// 2. Words with other blanks compete with the words as they stand (word_lattice.h). The language
///    model decides.
/// 3. The best other words must be far likelier than the words as they stand: by some 14 nats. If
///    many lines have such evidence, less is needed: some 4 nats if a seventh of the lines have it.
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
