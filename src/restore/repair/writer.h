// restore/repair/writer.h — writes a decided passage: the text, its changes, its tokens, and its
// doubts.
#pragma once

#include "core/values.h"
#include "restore/repair/decisions.h"

namespace codau::restore {

/// Returns the restored passage. The changes are against the text of the passage; all text between
/// its words is copied. The rule of a change is the name of the damage that it undoes.
/// Precondition: `decisions` are those of `readings`.
[[nodiscard]] Restored write(const Means& means, const Passage& passage, const Readings& readings,
                             const Decisions& decisions);

}  // namespace codau::restore
