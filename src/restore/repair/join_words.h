// restore/repair/join_words.h — joins the parts of words that OCR damage has cut.
#pragma once

#include <vector>

#include "restore/decode/token_window.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns the tokens of `window` after joining neighbours, at most four, that are likelier one
/// word:
/// 1. A sign is a misread letter: "d;nh".
/// 2. A space came into the word: "ho ạch".
/// 3. A dot below or a hook was read apart from its vowel: "hô. i", "sv? dung".
/// A word also takes in up to two signs _ or % on each side if they are likely unread letters:
/// "ti_". Words are joined only inside a line, and only in lines with Channel::makes_signs().
/// `finder` scores the words. Precondition: `finder` is of the same window.
[[nodiscard]] std::vector<Token> join_words(CandidateFinder& finder, const TokenWindow& window);

}  // namespace codau::restore
