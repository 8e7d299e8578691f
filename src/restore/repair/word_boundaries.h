// restore/repair/word_boundaries.h — repairs the word boundaries of damaged lines: words cut in
// two, words lost.
#pragma once

#include "restore/decode/token_window.h"

namespace codau::restore {

/// Returns `window` with cut words joined (join_words.h) and with tokens for possibly lost words
/// (lost_words.h). Both happen only in lines whose channel causes such damage. The lines stay.
[[nodiscard]] TokenWindow repair_word_boundaries(WindowResources& resources, TokenWindow window);

}  // namespace codau::restore
