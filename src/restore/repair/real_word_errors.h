// restore/repair/real_word_errors.h — finds real-word errors in undamaged text: "Hải lòng" for "hài
// lòng". They are reported, never changed: typing errors are the author's (standards 8.4).
#pragma once

#include <span>
#include <vector>

#include "core/values.h"
#include "restore/decode/context_rescorer.h"
#include "restore/decode/decoded_window.h"
#include "restore/decode/token_window.h"

namespace codau::restore {

/// A real-word error. Word `token` is printed as a legal syllable, but another word of its fold is
/// all but certain there.
struct RealWordError {
  std::size_t token = 0;
  lm::WordId intended = lm::kUnknown;
  double confidence = 0;  ///< of the printed word
};

/// Returns the real-word errors among the words with the damage of `channel`, which leaves most
/// words unchanged. They are in order. An error satisfies both conditions:
/// 1. The word fits neither its neighbours nor the wider context.
/// 2. Another word that differs in marks only fits both.
/// Names of persons and places are no errors, nor is another place of a tone ("hoá").
[[nodiscard]] std::vector<RealWordError> find_real_word_errors(const WindowResources& resources,
                                                               const TokenWindow& window,
                                                               const DecodedWindow& decoded,
                                                               ChannelId channel,
                                                               ContextRescorer& context);

/// Adds `errors` to the doubts of `out`, which was written from `window`.
void report_real_word_errors(const WindowResources& resources, const TokenWindow& window,
                             std::span<const RealWordError> errors, Restoration& out);

}  // namespace codau::restore
