// restore/repair/restore_window.h — restores one window of text. Its steps infer the damage of each
// line, list the candidates of each word, score them and choose. The scores come from the n-gram
// model, the context model and repetitions in the window.
#pragma once

#include <span>

#include "core/values.h"
#include "restore/decode/word_cache.h"
#include "restore/lexicon/knowledge.h"
#include "restore/text/options.h"
#include "text/normalise.h"

namespace codau::restore {

/// Returns `text` restored. `evidence` has byte ranges of the input, before normalisation made
/// `text.changes`. The changes of the result have ranges of `text.text`. `cache` may come from any
/// earlier window with the same `knowledge`.
[[nodiscard]] Restoration restore_window(const Knowledge& knowledge,
                                         const text::NormalisedText& text,
                                         const RestoreOptions& options,
                                         std::span<const WordEvidence> evidence, WordCache& cache);

}  // namespace codau::restore
