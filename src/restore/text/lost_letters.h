// restore/text/lost_letters.h — finds lines whose letters a conversion has lost. The rest of such a
// line proves nothing, so it stays unchanged.
#pragma once

#include <string_view>
#include <vector>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Sets Token::is_locked on the words of two kinds of lines:
/// 1. A line in which U+FFFD stands beside a letter.
/// 2. A line without any mark among lines such as "K hoch phng, chng dch bnh". All letters with
///    marks are gone there, and many words keep only consonants. A text that only lost its marks
///    has hardly any such word. If more than half of the lines without marks are such, all are.
void lock_lines_with_lost_letters(std::string_view nfc, std::vector<Token>& tokens);

/// Returns true if "?" stands for letters, as in a text saved in another code page. It must stand
/// between two letters at least three times, and once in twenty words.
[[nodiscard]] bool has_question_marks_for_letters(std::string_view nfc);

}  // namespace codau::restore
