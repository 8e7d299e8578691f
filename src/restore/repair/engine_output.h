// restore/repair/engine_output.h — recognises text that an engine for Vietnamese has read, though
// nobody said so. Its errors are the engine's and are corrected. An author's errors are only
// reported (standards 8.4).
#pragma once

#include <span>

#include "restore/decode/decoded_window.h"
#include "restore/decode/token_window.h"
#include "restore/repair/real_word_errors.h"

namespace codau::restore {

/// Returns true if `errors` are more than authors make, but no more than such an engine leaves.
/// Most must not be of the kinds that authors make (marks left out, hỏi for ngã). They must be
/// spread over a text of some length.
[[nodiscard]] bool may_be_engine_output(const WindowResources& resources, const TokenWindow& window,
                                        std::span<const RealWordError> errors);

/// Returns `window` as one that such an engine has read: lines that look right get its channel.
[[nodiscard]] TokenWindow assume_engine_output(const WindowResources& resources,
                                               TokenWindow window);

/// Returns true if the damage of such an engine explains `errors`. In `decoded` of a window so
/// assumed, most of them then become the words that they were held to mean.
[[nodiscard]] bool is_explained_by_engine(const TokenWindow& window, const DecodedWindow& decoded,
                                          std::span<const RealWordError> errors);

}  // namespace codau::restore
