// restore/lost_letters.h — lines whose letters a conversion has lost: what is left of them proves
// nothing, so they stay as they are.
#pragma once

#include <string_view>
#include <vector>

#include "restore/tokens.h"

namespace codau::restore {

/// Fixes the words of two kinds of lines:
/// - a line in which U+FFFD stands beside a letter or another U+FFFD;
/// - a line without any mark among lines such as "K hoch phng, chng dch bnh": all letters with
///   marks are gone, and consonants alone are left of many words. A text that only lost its marks
///   has hardly any such word.
void fix_lost_letters(std::string_view nfc, std::vector<Token>& tokens);

/// True if "?" stands for letters: at least three times between two letters, as a text saved in
/// another code page has it.
[[nodiscard]] bool has_question_marks_for_letters(std::string_view nfc);

}  // namespace codau::restore
