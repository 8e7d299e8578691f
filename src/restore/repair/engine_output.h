// restore/repair/engine_output.h — detects text that an OCR engine for Vietnamese has read, if the
// caller gave no evidence (text/options.h). The difference counts: errors of an engine are
// corrected, errors of an author are only reported (standards 8.4).
#pragma once

#include <span>

#include "restore/decode/decoded_window.h"
#include "restore/decode/token_window.h"
#include "restore/repair/real_word_errors.h"

namespace codau::restore {

/// Returns true if an engine for Vietnamese may have caused `errors`, the real-word errors of
/// `window` (real_word_errors.h). Authors leave out diacritics or type hỏi for ngã. All other
/// errors are engine errors here. The conditions are:
/// 1. The models have a channel for engines for Vietnamese (WindowResources::reader_channel).
/// 2. The window has at least 100 words.
/// 3. Engine errors are 0.4 % to 4 % of the words and at least half of `errors`.
/// 4. At least three engine errors are different.
/// 5. At least three of eight equal parts of the window have engine errors.
[[nodiscard]] bool may_be_engine_output(const WindowResources& resources, const TokenWindow& window,
                                        std::span<const RealWordError> errors);

/// Returns `window` with is_engine_output set. Its clean lines get the channel of engines for
/// Vietnamese, except lines of typed words (LineDamage::is_typed).
[[nodiscard]] TokenWindow assume_engine_output(const WindowResources& resources,
                                               TokenWindow window);

/// Returns true if an engine for Vietnamese explains `errors`. At least 70 % of the different
/// errors must be decoded as RealWordError::intended, each with a probability of at least 0.9.
/// Precondition: assume_engine_output() made `window`, and `decoded` is its decoding.
[[nodiscard]] bool is_explained_by_engine(const TokenWindow& window, const DecodedWindow& decoded,
                                          std::span<const RealWordError> errors);

}  // namespace codau::restore
