// restore/repair/word_boundaries.h — joins words that damage cut in two, and marks where words may
// be lost.
#pragma once

#include "restore/decode/token_window.h"

namespace codau::restore {

/// Returns `window` with cut words joined (join_words.h) and with tokens for possibly lost words
/// (lost_words.h). Joins words only in lines whose channel turns letters into signs. Adds lost
/// words only in lines whose channel loses letters. The text and TokenWindow::lines are unchanged.
/// Precondition: `window` has no engine_confidence.
[[nodiscard]] TokenWindow repair_word_boundaries(WindowResources& resources, TokenWindow window);

}  // namespace codau::restore
