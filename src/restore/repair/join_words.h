// restore/repair/join_words.h — joins words that damage has cut in two.
#pragma once

#include <vector>

#include "restore/decode/token_window.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns the tokens of `window`, joining tokens that are likelier one word:
/// 1. A sign stands for a letter of the word ("d;nh").
/// 2. A space came into the word ("ho ạch").
/// No join crosses a line end. Joins occur only in lines whose channel turns letters into signs.
[[nodiscard]] std::vector<Token> join_words(WordTypes& types, const TokenWindow& window);

}  // namespace codau::restore
