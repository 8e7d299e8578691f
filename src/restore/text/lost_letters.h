// restore/text/lost_letters.h — finds text in which a conversion has lost letters, so that the
// other letters prove nothing. The argument `nfc` is the text, UTF-8 in NFC.
#pragma once

#include <string_view>
#include <vector>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Sets Token::is_locked (the decoder leaves the token unchanged) on all tokens of two kinds of
/// lines:
/// 1. lines in which U+FFFD stands beside a letter;
/// 2. lines that lost all letters with diacritics: "K hoch phng, chng dch bnh".
///
/// The neighbourhood of a line is the line itself, three lines before and three after. A line is of
/// kind 2 if it has no diacritics, and its neighbourhood has these properties:
/// 1. At most 1 % of the letters have diacritics.
/// 2. Many words have no vowel. Three such words of three letters or more are enough, if they are
///    over a sixth of all words. So are six such words of any length, if they are over a third.
///    Words in capitals do not count.
/// 3. If over 1 % of the letters of the whole text have diacritics: there are at least 20 words.
/// If over half of the lines without diacritics are of kind 2, all lines without diacritics are.
/// Precondition: `tokens` are those of `nfc`.
void lock_lines_with_lost_letters(std::string_view nfc, std::vector<Token>& tokens);

/// Returns true if the text has "?" in place of letters, as after saving in a code page that lacks
/// these letters. The sign must stand between two letters at least three times, and at least once
/// for every twenty spaces of the text.
[[nodiscard]] bool has_question_marks_for_letters(std::string_view nfc);

}  // namespace codau::restore
