// restore/text/lost_letters.h — finds text in which a conversion has lost letters, so that the rest
// proves nothing.
#pragma once

#include <string_view>
#include <vector>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Sets Token::is_locked (unchanged by the decoder) on all tokens of two kinds of lines:
/// 1. lines in which U+FFFD stands beside a letter;
/// 2. lines that lost all letters with diacritics: "K hoch phng, chng dch bnh".
///
/// The neighbourhood of a line is the line and up to three lines before and after. A line without
/// diacritics is of kind 2 if its neighbourhood has these properties:
/// 1. At most 1 % of the letters have diacritics.
/// 2. Many words have no vowel. They are three of three letters or more and over a sixth of all, or
///    six of any length and over a third. Words in capitals do not count.
/// 3. It has at least 20 words, if over 1 % of the letters of the whole text have diacritics.
/// If over half of the lines without diacritics are of kind 2, all of them are.
/// Precondition: `tokens` are those of `nfc`.
void lock_lines_with_lost_letters(std::string_view nfc, std::vector<Token>& tokens);

/// Returns true if the text has "?" in place of letters, as after saving in a code page without
/// them. The sign must stand between two letters at least three times, and at least once for each
/// twenty spaces.
[[nodiscard]] bool has_question_marks_for_letters(std::string_view nfc);

}  // namespace codau::restore
