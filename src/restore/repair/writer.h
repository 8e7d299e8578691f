// restore/repair/writer.h — writes a window as it was decided: text, changes, doubts and tokens.
#pragma once

#include "core/values.h"
#include "restore/repair/decisions.h"

namespace codau::restore {

/// Returns the restored window. The text between its words is copied. Its changes are those from
/// `window.text`. Change::rule is the name of the channel that the change undoes, "stripped" for
/// lost diacritics, or "typing" for typed words (typed_words.h). Doubts are words of a confidence
/// below 0.8.
/// Preconditions: `decoded` is the decoding of `window`; `decisions` are those of `decoded`.
[[nodiscard]] Restoration write_window(const WindowResources& resources, const TokenWindow& window,
                                       const DecodedWindow& decoded, const Decisions& decisions);

}  // namespace codau::restore
