// restore/repair/engine_output.h — detects text that an OCR engine for Vietnamese has read, if the
// caller gave no confidences of an engine (evidence, text/options.h). This matters, because errors
// of an engine are corrected, and errors of an author are only reported. A window is a text that is
// restored at once (restore_window.h).
#pragma once

#include <span>

#include "restore/decode/decoded_window.h"
#include "restore/decode/token_window.h"
#include "restore/repair/real_word_errors.h"

namespace codau::restore {

/// Returns true if an engine for Vietnamese may have caused `errors`, the real-word errors of
/// `window`: legal words that are wrong at their place (real_word_errors.h). Typical errors of
/// authors are left out diacritics, and hỏi typed for ngã or the reverse. All other errors count as
/// engine errors. All conditions must hold:
/// 1. The models have an error model for such engines (WindowResources::reader_channel).
/// 2. The window has at least 100 words.
/// 3. Engine errors are 0.4 % to 4 % of the words and at least half of `errors`.
/// 4. At least three engine errors are different.
/// 5. At least three of eight equal parts of the window have engine errors.
[[nodiscard]] bool may_be_engine_output(const WindowResources& resources, const TokenWindow& window,
                                        std::span<const RealWordError> errors);

/// Returns `window` as the output of an engine for Vietnamese. Sets TokenWindow::is_engine_output.
/// Clean lines get WindowResources::reader_channel, except lines with LineDamage::is_typed.
[[nodiscard]] TokenWindow assume_engine_output(const WindowResources& resources,
                                               TokenWindow window);

/// Returns true if an engine for Vietnamese explains `errors`, those given to
/// may_be_engine_output(). At least 70 % of the different errors must be decoded as
/// RealWordError::intended, each with a probability of at least 0.9. Precondition:
/// assume_engine_output() made `window`, and `decoded` is its decoding.
[[nodiscard]] bool is_explained_by_engine(const TokenWindow& window, const DecodedWindow& decoded,
                                          std::span<const RealWordError> errors);

}  // namespace codau::restore
