// restore/repair/writer.h — a passage as it was decided: the text, its changes, its tokens, and
// what is in doubt.
#pragma once

#include "core/values.h"
#include "restore/repair/decisions.h"

namespace codau::restore {

/// The changes are against the text of the passage; what stands between its words is copied. A
/// change has the name of the damage that it undoes as its rule. Precondition: `decisions` are
/// those of `readings`.
[[nodiscard]] Restored write(const Means& means, const Passage& passage, const Readings& readings,
                             const Decisions& decisions);

}  // namespace codau::restore
