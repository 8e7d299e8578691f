// restore/repair/join_words.h — joins the parts of words that an OCR engine has cut. A window is a
// text that is restored at once (restore_window.h).
#pragma once

#include <vector>

#include "restore/decode/token_window.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns the tokens of `window` with joined words. In cases 1 to 3, two to four consecutive
/// tokens become one. In case 4, signs beside a word become a part of its token. Tokens are joined
/// only if the new word is likelier than its parts:
/// 1. A sign is a misread letter: "d;nh" for "định".
/// 2. A space came into the word: "ho ạch" for "hoạch".
/// 3. A dot below or a hook was read apart from its vowel: "hô. i" for "hội", "sv? dung" for "sử
///    dụng".
/// 4. One or two signs _ or % before or after the word stand for unread letters: "ti_".
/// The text does not change: a joined token only covers more bytes. Tokens are joined only inside a
/// line, and only in lines whose damage turns letters into signs (Channel::makes_signs()). `finder`
/// scores the words. Precondition: `finder` has looked up the words of `window`.
[[nodiscard]] std::vector<Token> join_words(CandidateFinder& finder, const TokenWindow& window);

}  // namespace codau::restore
