// restore/repair/segment.h — repairs the word boundaries of damaged lines: words cut in two, words
// lost.
#pragma once

#include "restore/decode/passage.h"

namespace codau::restore {

/// Returns `passage` with cut words joined (joins.h) and with gaps for possibly lost words
/// (lost_words.h). Both happen only in lines whose channel causes such damage. The lines stay.
[[nodiscard]] Passage segment(Means& means, Passage passage);

}  // namespace codau::restore
