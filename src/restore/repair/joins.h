// restore/repair/joins.h — words that damage has cut in two.
#pragma once

#include <vector>

#include "restore/decode/passage.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// The tokens of `passage`, those made one that are likelier one word: where a sign stands for a
/// letter of it ("d;nh"), or a space came into it ("ho ạch"); never over a line end, and only in
/// lines whose channel makes signs of letters.
[[nodiscard]] std::vector<Token> join_words(WordTypes& types, const Passage& passage);

}  // namespace codau::restore
