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

/// Returns `normalised.text` restored. The argument `evidence` has the confidences that an OCR
/// engine gave for words (text/options.h); it is empty if they are not known. The steps are:
/// 1. Cut the text into tokens. With evidence, mark the words that a scanner streak crosses
///    (gaps.h).
/// 2. Infer the damage of each line. Without evidence, also join words that damage has cut, and
///    find places at which a word may be missing.
/// 3. List the candidates of each word: the possible originals, by the damage of the line.
/// 4. Score the candidates by the n-gram model, the context model, known names, and repetitions in
///    the window. With evidence, words of which the engine was sure change less easily.
/// 5. Decide which words are changed. Without evidence, and in RestoreMode::kAuto, also report
///    likely errors of the author (Restoration::doubts).
///
/// `tokens`: the tokens of `normalised.text`; locked ones stay unchanged (text/tokens.h).
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
