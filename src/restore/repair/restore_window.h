// restore/repair/restore_window.h — decodes one window of text. The steps are the damage of each
// line, the candidates of each word, their scores, and the choice. Scores come from the n-grams,
// the context and the window itself.
#pragma once

#include <span>

#include "core/values.h"
#include "restore/decode/word_cache.h"
#include "restore/lexicon/knowledge.h"
#include "restore/text/options.h"
#include "text/normalise.h"

namespace codau::restore {

/// Returns `text` restored. The bytes of `evidence` are those of the text before `text.changes`.
/// The changes of the result are against `text.text`. `cache` may come from any window before.
[[nodiscard]] Restoration restore_window(const Knowledge& knowledge,
                                         const text::NormalisedText& text,
                                         const RestoreOptions& options,
                                         std::span<const WordEvidence> evidence, WordCache& cache);

}  // namespace codau::restore
