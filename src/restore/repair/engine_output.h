// restore/repair/engine_output.h — detects text that an OCR engine for Vietnamese has read. Errors
// of an engine are corrected; errors of an author are only reported. The detection is needed only
// if the caller passes no confidences of an engine (evidence, text/options.h). A window is a text
// that is restored at once (restore_window.h). A channel is an error model: it describes one kind
// of damage (lexicon/knowledge.h). The steps are:
// 1. may_be_engine_output() tests the errors of the window.
// 2. If true, the caller decodes the result of assume_engine_output() (decode_window() in
//    restore/decode/decoded_window.h).
// 3. is_explained_by_engine() tests this decoding. If false, the caller drops the decoding.
#pragma once

#include <span>

#include "restore/decode/decoded_window.h"
#include "restore/decode/token_window.h"
#include "restore/repair/real_word_errors.h"

namespace codau::restore {

/// Returns true if an engine for Vietnamese may have caused `errors`. The argument has all
/// real-word errors of `window` (real_word_errors.h): correctly spelt words that are wrong at their
/// place. Three kinds of errors count as the author's: missing diacritics, tone hỏi for tone ngã or
/// the reverse, and a wrong number of letters. All other errors count as the engine's. All
/// conditions must hold:
/// 1. The models have an error model for such engines (WindowResources::viet_ocr_channel).
/// 2. The window has at least 100 words.
/// 3. The engine's errors are 0.4 % to 4 % of the words and at least half of `errors`.
/// 4. At least three of the engine's errors are different.
/// 5. If the window is cut into eight equal parts, at least three have errors of the engine.
[[nodiscard]] bool may_be_engine_output(const WindowResources& resources, const TokenWindow& window,
                                        std::span<const RealWordError> errors);

/// Returns `window`, marked as the output of an engine for Vietnamese, for a second decoding:
/// 1. Sets TokenWindow::is_engine_output.
/// 2. Lines without damage (kCleanText) get the channel of damage by such engines
///    (WindowResources::viet_ocr_channel).
/// 3. Lines with LineDamage::is_typed stay as they are. Many of their words were typed with the
///    keys of an input method that was off ("vieetj" for "việt").
[[nodiscard]] TokenWindow assume_engine_output(const WindowResources& resources,
                                               TokenWindow window);

/// Returns true if an engine for Vietnamese explains `errors`, which were also given to
/// may_be_engine_output(). At least 70 % of the different errors must be decoded as
/// RealWordError::intended, each with a probability of at least 0.9. Precondition:
/// assume_engine_output() made `window`, and `decoded` is its decoding.
[[nodiscard]] bool is_explained_by_engine(const TokenWindow& window, const DecodedWindow& decoded,
                                          std::span<const RealWordError> errors);

}  // namespace codau::restore
