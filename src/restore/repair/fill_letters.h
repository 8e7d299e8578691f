// restore/repair/fill_letters.h — fills gaps in words. A conversion replaced letters by "?" or
// U+FFFD, or dropped them. The letters around the gap and the words around prove the lost letters;
// no other letter changes.
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

/// A text whose gaps were filled.
struct FilledText {
  text::RewrittenText text;
  /// The lines of `text.first` that had gaps, ascending. Nothing else in them is to be restored:
  /// the words as they stand are right, and the gaps that are left cannot be filled.
  std::vector<ByteRange> lines;
  /// The words of `text.first` with gaps that were not filled, ascending.
  std::vector<ByteRange> gaps;
};

/// Returns `nfc` with its gaps filled, and the changes. Change::rule is "lost_letter". There are
/// three kinds of gaps:
/// 1. "?" stands for letters if it stands inside words that are syllables of the model once it is
///    filled. The sign at the end of a word may then be a letter or a question mark.
/// 2. U+FFFD always stands for lost letters.
/// 3. Nothing stands for a lost letter in lines of words without vowels (text/lost_letters.h), and
///    in texts that have kept only the diacritics of Latin-1. If letters became blanks, all stays.
///
/// In a notation ("12/N?-CP") a sign is Đ if that gives an abbreviation of notations; else it
/// stays. A sign stands for one letter with diacritics, or for one byte of its UTF-8, whichever
/// explains more words of the text. The language model weighs the words that fit. A word is filled
/// if its posterior is at least 0.6 and `min_confidence`; in names, where any word may stand, 0.95.
/// A person's given name is filled only if no other word fits. `titles`: the words before the
/// numbers of headings. `tokens`: the tokens of `nfc`. Laws: letters that are not lost stay; line
/// ends stay.
[[nodiscard]] FilledText fill_letters(const Knowledge& knowledge, const DivisionTitles& titles,
                                      std::string_view nfc, std::span<const Token> tokens,
                                      double min_confidence);

}  // namespace codau::restore
