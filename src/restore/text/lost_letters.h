// restore/text/lost_letters.h — finds text in which a conversion has lost letters. The decoder of
// restoration leaves such text unchanged, because the remaining letters do not tell the words. Only
// repair/fill_letters.h tries to fill in the lost letters. The argument `nfc` is the text, UTF-8 in
// NFC.
#pragma once

#include <string_view>
#include <vector>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Sets Token::is_locked (the decoder leaves the token unchanged) on all tokens of two kinds of
/// lines:
/// 1. lines in which U+FFFD stands beside a letter;
/// 2. lines without diacritics in a neighbourhood that lost its letters with diacritics: "K hoch
///    phng, chng dch bnh".
///
/// The neighbourhood of a line is the line itself, three lines before and three after. The
/// neighbourhood lost its letters with diacritics if all these conditions hold:
/// 1. At most 1 % of the letters in the neighbourhood have diacritics.
/// 2. Over a sixth of the words, and at least three words, have three letters or more and no vowel.
///    Or over a third of its words, and at least six, have no vowel at any length. Words in
///    capitals do not count.
/// 3. The neighbourhood has at least 20 words, or at most 1 % of the letters of the whole text have
///    diacritics.
/// If over half of the lines without diacritics are of kind 2, all lines without diacritics are.
/// Precondition: `tokens` are the tokens of `nfc`.
void lock_lines_with_lost_letters(std::string_view nfc, std::vector<Token>& tokens);

/// Returns true if the text has "?" in place of letters, as after saving in a code page that lacks
/// these letters. The sign must stand between two letters at least three times, and at least once
/// for every twenty spaces of the text.
[[nodiscard]] bool has_question_marks_for_letters(std::string_view nfc);

}  // namespace codau::restore
