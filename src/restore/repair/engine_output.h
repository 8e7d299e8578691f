// restore/repair/engine_output.h — detects text that an OCR engine for Vietnamese has read, if the
// caller gave no evidence of an engine. Errors of an engine are corrected. Errors of an author are
// only reported (standards 8.4).
#pragma once

#include <span>

#include "restore/decode/decoded_window.h"
#include "restore/decode/token_window.h"
#include "restore/repair/real_word_errors.h"

namespace codau::restore {

/// Returns true if an engine for Vietnamese may have caused the real-word errors of `window`. An
/// engine error is an error of a kind that authors hardly make. Authors leave out marks or type hỏi
/// for ngã. All conditions must hold:
/// 1. There is a channel for engines for Vietnamese.
/// 2. The window has at least 100 words.
/// 3. Engine errors are 0.4 % to 4 % of the words and at least half of `errors`.
/// 4. At least three engine errors differ.
/// 5. At least three of eight equal parts of the window have engine errors.
[[nodiscard]] bool may_be_engine_output(const WindowResources& resources, const TokenWindow& window,
                                        std::span<const RealWordError> errors);

/// Returns `window` marked as the output of such an engine. Its clean lines get the channel of the
/// engine, except lines of typed keys.
[[nodiscard]] TokenWindow assume_engine_output(const WindowResources& resources,
                                               TokenWindow window);

/// Returns true if the damage of such an engine explains `errors`. `window` is a result of
/// assume_engine_output(), `decoded` its decoding. At least 70 % of the different errors must
/// decode to RealWordError::intended, each with a probability of at least 0.9.
[[nodiscard]] bool is_explained_by_engine(const TokenWindow& window, const DecodedWindow& decoded,
                                          std::span<const RealWordError> errors);

}  // namespace codau::restore
