// restore/repair/join_words.h — joins the parts of words that OCR damage has cut.
#pragma once

#include <vector>

#include "restore/decode/token_window.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns the tokens of `window`, after joining up to four tokens that are likelier one word:
/// 1. A sign stands for a letter of the word ("d;nh").
/// 2. A space came into the word ("ho ạch").
/// 3. A dot below or a hook was read apart from its vowel ("hô. i", "sv? dung").
///
/// A word also takes in up to two signs "_" or "%" at its edges that stand for unread letters
/// ("ti_"). No join crosses a line end. Joins occur only in lines whose channel turns letters into
/// signs. `types` gives the scores of the words.
[[nodiscard]] std::vector<Token> join_words(WordTypes& types, const TokenWindow& window);

}  // namespace codau::restore
