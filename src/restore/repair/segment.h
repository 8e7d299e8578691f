// restore/repair/segment.h — the words of damaged lines as they were before the damage: cut in two,
// lost.
#pragma once

#include "restore/decode/passage.h"

namespace codau::restore {

/// `passage` with words made one that damage has cut (joins.h) and gaps where it may have taken
/// whole words (lost_words.h), in lines whose channel does such things; its lines stay.
[[nodiscard]] Passage segment(Means& means, Passage passage);

}  // namespace codau::restore
