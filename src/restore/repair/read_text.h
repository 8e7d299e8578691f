// restore/repair/read_text.h — recognises text that an engine for Vietnamese has read, though
// nobody said so. Its errors are the engine's and are corrected. An author's errors are only
// reported (standards 8.4).
#pragma once

#include <span>

#include "restore/decode/passage.h"
#include "restore/decode/readings.h"
#include "restore/repair/suspects.h"

namespace codau::restore {

/// Returns true if `suspects` are more than authors make, but no more than such an engine leaves.
/// Most must not be of the kinds that authors make (marks left out, hỏi for ngã). They must be
/// spread over a text of some length.
[[nodiscard]] bool may_be_read(const Means& means, const Passage& passage,
                               std::span<const Suspect> suspects);

/// Returns `passage` as one that such an engine has read: lines that look right get its channel.
[[nodiscard]] Passage believe_read(const Means& means, Passage passage);

/// Returns true if the damage of such an engine explains `suspects`. In `readings` of a passage so
/// believed, most of them then become the words that they were held to mean.
[[nodiscard]] bool is_explained(const Passage& passage, const Readings& readings,
                                std::span<const Suspect> suspects);

}  // namespace codau::restore
