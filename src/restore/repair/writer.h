// restore/repair/writer.h — writes the restored text of a window, by the decisions on its words
// (decisions.h). Also lists the changes, doubts and tokens. A window is a text that is restored at
// once (restore_window.h).
#pragma once

#include "core/values.h"
#include "restore/repair/decisions.h"

namespace codau::restore {

/// Returns the restored window. `resources`: the models and options with which `window` was decoded
/// (WindowResources in decode/token_window.h). If RestoreOptions::list_tokens is set there, the
/// tokens are listed. The text between words is copied. The changes turn `window.text` into the
/// restored text. Doubts are words whose written form has a confidence below 0.8.
/// Change::rule names the damage that the change undoes:
/// 1. "stripped" for lost diacritics;
/// 2. "typing" for words typed with the keys of an input method (typed_words.h);
/// 3. the name of the error model (Channel::name()), such as "latin_ocr", for other damage.
/// Preconditions: `decoded` is the decoding of `window`; `decisions` is the result of decide() for
/// `decoded`.
[[nodiscard]] Restoration write_window(const WindowResources& resources, const TokenWindow& window,
                                       const DecodedWindow& decoded, const Decisions& decisions);

}  // namespace codau::restore
