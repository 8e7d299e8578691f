// restore/repair/fill_letters.h — fills in letters that a conversion lost: "k? ho?ch" and "k hoch"
// become "kế hoạch". Such a conversion wrote "?" or U+FFFD for letters that its code page lacks, or
// dropped them. Each such place is a gap. The remaining letters of the word and the words around it
// tell the lost letters.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "restore/lexicon/knowledge.h"
#include "restore/text/enumerators.h"
#include "restore/text/tokens.h"
#include "text/rewriter.h"

namespace codau::restore {

/// The result of fill_letters().
struct FilledText {
  text::RewrittenText text;  ///< the text with its gaps filled, and the changes
  /// The lines of the new text that had gaps, ascending. A tab or form feed also ends a line. Later
  /// steps must leave these lines unchanged: their letters are right, and the remaining gaps cannot
  /// be filled.
  std::vector<ByteRange> lines;
  /// The words of the new text with gaps that were not filled, ascending.
  std::vector<ByteRange> gaps;
};

/// Returns `nfc` with its gaps filled, and the changes. Change::rule is "lost_letter". Arguments:
/// 1. `titles`: the words before the numbers of headings, as read_division_titles() returns them
///    (text/enumerators.h). A filled word that is one of `titles` gets a capital before a number:
///    "Điều 5".
/// 2. `nfc`: the text, UTF-8 in NFC.
/// 3. `tokens`: the tokens of `nfc`, after lock_lines_with_lost_letters() (text/lost_letters.h).
/// 4. `min_confidence`: the least probability of a filled word, [0, 1].
///
/// A gap is one of these:
/// 1. U+FFFD.
/// 2. "?", if the text often has this sign inside words, and a letter in its place makes them
///    syllables. A "?" at the end of a word may still be a question mark; the language model
///    decides.
/// 3. A dropped letter, in lines in which lock_lines_with_lost_letters() has locked all words. Also
///    in texts that have kept only the diacritics of Latin-1 (à, ê, but not ạ, ế). If letters
///    became blanks ("C n c  Lu t" for "Căn cứ Luật"), these gaps stay.
/// In a text, each "?" or U+FFFD stands for one letter, or each stands for one byte of a letter in
/// UTF-8. The meaning that explains more words is taken.
///
/// The language model chooses among all syllables that fit the letters. A word is filled if its
/// probability is at least:
/// 1. 0.6, and `min_confidence`;
/// 2. 0.95 if the word is part of a name (capitalised, beside another capitalised word).
/// The last word of a person's name is filled only if exactly one syllable fits. In a document code
/// ("12/N?-CP"), a gap becomes Đ if the result is a known abbreviation ("NĐ"); otherwise it stays.
/// Words of addresses and source code stay (is_in_code_chunk() of text/tokens.h).
///
/// Some conversions also wrote a d i u o u for ă đ ĩ ũ ơ ư. These six letters are restored, too:
/// 1. in words that have "?" or U+FFFD for a letter;
/// 2. in the other words of a line with such a word, if the text kept only the diacritics of
/// Latin-1. Laws: all other letters stay; line ends stay.
[[nodiscard]] FilledText fill_letters(const Knowledge& knowledge, const DivisionTitles& titles,
                                      std::string_view nfc, std::span<const Token> tokens,
                                      double min_confidence);

}  // namespace codau::restore
