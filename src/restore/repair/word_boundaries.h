// restore/repair/word_boundaries.h — joins words that damage has cut, and marks the places at which
// words may be lost. A window is a text that is restored at once (restore_window.h).
#pragma once

#include "restore/decode/token_window.h"

namespace codau::restore {

/// Returns `window` with new tokens; its text and TokenWindow::lines are unchanged.
/// 1. In lines whose damage turns letters into signs (Channel::makes_signs()), cut words are joined
///    (join_words.h).
/// 2. In lines whose damage loses letters (Channel::loses_letters()), an empty token kLostWord
///    marks each place at which a word may be missing (lost_words.h).
/// Preconditions:
/// 1. infer_line_damage() (decode/line_damage.h) made `window`, with the same `resources`.
/// 2. No OCR engine gave confidences: TokenWindow::engine_confidence is empty.
[[nodiscard]] TokenWindow repair_word_boundaries(WindowResources& resources, TokenWindow window);

}  // namespace codau::restore
