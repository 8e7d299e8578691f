// restore/repair/join_words.h — joins the parts of words that OCR damage has cut.
#pragma once

#include <vector>

#include "restore/decode/token_window.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns the tokens of `window` with repaired words. In cases 1 to 3, two to four consecutive
/// tokens become one; in case 4, signs beside a word become a part of its token. Each repair is
/// made only if the new word is likelier:
/// 1. A sign is a misread letter: "d;nh".
/// 2. A space came into the word: "ho ạch".
/// 3. A dot below or a hook was read apart from its vowel: "hô. i", "sv? dung".
/// 4. One or two signs _ or % before or after the word stand for unread letters: "ti_".
/// Tokens are joined only inside a line, and only in lines whose damage turns letters into signs
/// (Channel::makes_signs()). `finder` scores the words. Precondition: `finder` belongs to `window`.
[[nodiscard]] std::vector<Token> join_words(CandidateFinder& finder, const TokenWindow& window);

}  // namespace codau::restore
