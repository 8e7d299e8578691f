// restore/text/lost_letters.h — finds lines in which a conversion has lost letters. The rest of
// such a line proves nothing, so it stays unchanged.
#pragma once

#include <string_view>
#include <vector>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Sets Token::is_locked on all tokens of two kinds of lines. `tokens` are those of `nfc`.
/// 1. A line in which U+FFFD stands beside a letter.
/// 2. A line without diacritics that lost all letters with diacritics: "K hoch phng, chng dch bnh".
///
/// A line is of kind 2 if many words around it have consonants only. Such words are rare in text
/// that lost only its diacritics. Up to three lines before and after count. If more than half of
/// the lines without diacritics are of kind 2, all of them are.
void lock_lines_with_lost_letters(std::string_view nfc, std::vector<Token>& tokens);

/// Returns true if "?" stands for lost letters, as in a text saved in another code page. The sign
/// must stand between two letters at least three times, and at least once for each twenty spaces.
[[nodiscard]] bool has_question_marks_for_letters(std::string_view nfc);

}  // namespace codau::restore
