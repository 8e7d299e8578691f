// restore/repair/real_word_errors.h — finds real-word errors in undamaged text: legal words that
// are wrong at their place ("hải lòng" for "hài lòng"). They are errors of the author, so they are
// reported and never changed (standards 8.4).
#pragma once

#include <span>
#include <vector>

#include "core/values.h"
#include "restore/decode/context_rescorer.h"
#include "restore/decode/decoded_window.h"
#include "restore/decode/token_window.h"

namespace codau::restore {

/// A real-word error. The printed word is a legal syllable, but another word that differs in marks
/// only is all but certain at its place.
struct RealWordError {
  std::size_t token = 0;               ///< index in TokenWindow::tokens
  lm::WordId intended = lm::kUnknown;  ///< the certain word
  double confidence = 0;               ///< P(printed word) / P(intended word)
};

/// Returns the real-word errors of `window`, in the order of tokens. Only slots of `decoded` with
/// the damage `channel` are checked, except typed keys. An error satisfies both conditions:
/// 1. By the n-grams, the word and the next word have a probability of at most e⁻¹⁴.
/// 2. By n-grams and `context`, another word that differs in marks only is e⁷ times as likely.
/// The limits give at most one false alarm in a clean document of five pages. No errors are:
/// 1. names: words beside a capitalised word, or in the name of a person;
/// 2. abbreviations and parts of codes;
/// 3. another place of a tone ("hoá").
[[nodiscard]] std::vector<RealWordError> find_real_word_errors(const WindowResources& resources,
                                                               const TokenWindow& window,
                                                               const DecodedWindow& decoded,
                                                               ChannelId channel,
                                                               ContextRescorer& context);

/// Adds `errors` to `out.doubts` as doubts about the author (Doubt::is_author), and sorts the
/// doubts by place. Precondition: `out` is the restoration of `window`.
void report_real_word_errors(const WindowResources& resources, const TokenWindow& window,
                             std::span<const RealWordError> errors, Restoration& out);

}  // namespace codau::restore
