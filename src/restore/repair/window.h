// restore/repair/window.h — one window of text through the decoder: what has happened to each line,
// what each word can be, what the n-grams, the context and the window itself say of it, and the
// choice.
#pragma once

#include <span>

#include "core/values.h"
#include "restore/decode/word_memory.h"
#include "restore/lexicon/knowledge.h"
#include "restore/text/options.h"
#include "text/normalise.h"

namespace codau::restore {

/// Restores `text`, of which `text.changes` lead from the bytes that `evidence` speaks of; the
/// changes of the result are against `text.text`. `memory` may be that of any window before it.
[[nodiscard]] Restored restore_window(const Knowledge& knowledge, const text::Normalised& text,
                                      const RestoreOptions& options,
                                      std::span<const WordEvidence> evidence, WordMemory& memory);

}  // namespace codau::restore
