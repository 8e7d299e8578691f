// restore/repair/read_text.h — text that an engine has read which knows the letters, and of which
// nobody said so: what looks wrong in it is the engine's doing and is put right, where an author's
// errors are told of only (standards 8.4).
#pragma once

#include <span>

#include "restore/decode/passage.h"
#include "restore/decode/readings.h"
#include "restore/repair/suspects.h"

namespace codau::restore {

/// True where `suspects` are more than authors make, and mostly not of their kinds (marks left out,
/// hỏi for ngã), all over a text of some length, yet no more than such an engine leaves.
[[nodiscard]] bool may_be_read(const Means& means, const Passage& passage,
                               std::span<const Suspect> suspects);

/// `passage` as one that such an engine has read: lines that look right have its damage.
[[nodiscard]] Passage believe_read(const Means& means, Passage passage);

/// True where `readings` of a passage so believed make most of `suspects` what they were held to be
/// meant for: what such an engine does explains them.
[[nodiscard]] bool is_explained(const Passage& passage, const Readings& readings,
                                std::span<const Suspect> suspects);

}  // namespace codau::restore
