// restore/repair/restore_window.h — restores the words of one window. A window is a text that is
// restored at once: a document, or a part that api/stream.h cuts.
#pragma once

#include <span>

#include "core/values.h"
#include "restore/decode/word_cache.h"
#include "restore/lexicon/knowledge.h"
#include "restore/text/options.h"
#include "text/normalise.h"

namespace codau::restore {

/// Returns `normalised.text` restored. The steps are:
/// 1. Infer the damage of each line, and join or split words that gained or lost a space.
/// 2. List the candidates of each word: the true words that the damage of its line may have turned
///    into it.
/// 3. Score them by the n-gram model, the context model, known names and repetitions in the window.
/// 4. Decide which words are changed; report errors of the author (Restoration::doubts).
///
/// The ranges `in` of changes and tokens of the result refer to `normalised.text`. The ranges of
/// `evidence` refer to the input before normalisation, so `normalised.changes` must be the changes
/// from that input.
/// Preconditions: `cache` is new or was used with the same `knowledge`; line ends are LF;
/// RestoreOptions::mode is not kClean.
[[nodiscard]] Restoration restore_window(const Knowledge& knowledge,
                                         const text::NormalisedText& normalised,
                                         const RestoreOptions& options,
                                         std::span<const WordEvidence> evidence, WordCache& cache);

}  // namespace codau::restore
