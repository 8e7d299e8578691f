// restore/repair/writer.h — writes a decided window: the text, its changes, its tokens, and its
// doubts.
#pragma once

#include "core/values.h"
#include "restore/repair/decisions.h"

namespace codau::restore {

/// Returns the restored window. The changes are against the text of the window; all text between
/// its words is copied. The rule of a change is the name of the damage that it undoes.
/// Precondition: `decisions` are those of `decoded`.
[[nodiscard]] Restoration write_window(const WindowResources& resources, const TokenWindow& window,
                                       const DecodedWindow& decoded, const Decisions& decisions);

}  // namespace codau::restore
