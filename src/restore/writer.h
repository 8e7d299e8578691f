// restore/writer.h — a passage as it was decided: the text, its changes, its tokens, and what is in
// doubt.
#pragma once

#include "core/values.h"
#include "restore/decisions.h"
#include "restore/suspects.h"

namespace codau::restore {

/// The changes are against the text of the passage; what stands between its words is copied. A
/// change has the name of the damage that it undoes as its rule.
[[nodiscard]] Restored write(const Means& means, const Passage& passage, const Readings& readings);

/// The words with the damage of `channel`, which leaves most as they are, that are surely not what
/// was meant.
[[nodiscard]] std::vector<Suspect> suspects_of(const Means& means, const Passage& passage,
                                               const Readings& readings, ChannelId channel,
                                               ContextEvidence& context);

/// Adds `suspects` to the doubts of `out`.
void tell_suspects(const Means& means, const Passage& passage, std::span<const Suspect> suspects,
                   Restored& out);

}  // namespace codau::restore
