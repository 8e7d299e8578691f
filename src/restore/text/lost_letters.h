// restore/text/lost_letters.h — lines whose letters a conversion has lost: what is left of them
// proves nothing, so they stay as they are.
#pragma once

#include <string_view>
#include <vector>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Fixes the words of two kinds of lines:
/// - a line in which U+FFFD stands beside a letter;
/// - a line without any mark among lines such as "K hoch phng, chng dch bnh": all letters with
///   marks are gone, and consonants alone are left of many words. A text that only lost its marks
///   has hardly any such word. If more than half of the lines without marks are such, all are.
void fix_lost_letters(std::string_view nfc, std::vector<Token>& tokens);

/// True if "?" stands for letters, as in a text saved in another code page: at least three times
/// between two letters, and once in twenty words.
[[nodiscard]] bool has_question_marks_for_letters(std::string_view nfc);

}  // namespace codau::restore
