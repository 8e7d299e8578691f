// restore/repair/restore_window.h — restores the words of one window. A window is a text that is
// restored at once. The window is a whole document, or a part of a long text (api/stream.h).
#pragma once

#include <span>

#include "core/values.h"
#include "restore/decode/word_cache.h"
#include "restore/lexicon/knowledge.h"
#include "restore/text/options.h"
#include "text/normalise.h"

namespace codau::restore {

/// Returns `normalised.text` restored, with the changes and doubts (Restoration in core/values.h).
/// Parameters:
/// 1. `knowledge`: the models and dictionaries.
/// 2. `tokens`: the tokens of `normalised.text`. Locked tokens stay unchanged (Token::is_locked).
/// 3. `evidence`: the confidences that an OCR engine gave for words (text/options.h). Empty if they
///    are not known.
/// 4. `cache`: keeps looked-up words for later windows.
/// The steps are:
/// 1. With evidence, mark the words that a scanner streak crosses (gaps.h).
/// 2. Infer the kind of damage of each line. Without evidence, also join words that damage has cut,
///    and find places at which a word may be missing. Adapt the error models to the window.
/// 3. List the candidates of each word: the possible originals, by the damage of the line.
/// 4. Score the candidates by the n-gram model, the context model (the words around), known names,
///    and repetitions in the window. With evidence, words of which the engine was sure change less
///    easily.
/// 5. Decide which words are changed. Without evidence, and in RestoreMode::kAuto, also report
///    likely errors of the author (Restoration::doubts).
///
/// The ranges `in` of changes and tokens of the result refer to `normalised.text`. The ranges of
/// `evidence` refer to the input before normalisation, so `normalised.changes` must be the changes
/// from that input. Throws no Error. Preconditions: `cache` is new or was used with the same
/// `knowledge`; line ends are LF; RestoreOptions::mode is not kClean.
[[nodiscard]] Restoration restore_window(const Knowledge& knowledge,
                                         const text::NormalisedText& normalised,
                                         std::vector<Token> tokens, const RestoreOptions& options,
                                         std::span<const WordEvidence> evidence, WordCache& cache);

}  // namespace codau::restore
