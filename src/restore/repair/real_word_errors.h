// restore/repair/real_word_errors.h — finds real-word errors: words that are spelled legally but
// are wrong at their place, such as "hải lòng" for "hài lòng". In undamaged text, the author made
// such errors. So restoration reports them and does not change them. A window is a text that is
// restored at once (restore_window.h).
#pragma once

#include <span>
#include <vector>

#include "core/values.h"
#include "restore/decode/context_rescorer.h"
#include "restore/decode/decoded_window.h"
#include "restore/decode/token_window.h"

namespace codau::restore {

/// A likely real-word error: a legal syllable at whose place another word is nearly certain. The
/// two words differ only in diacritics.
struct RealWordError {
  std::size_t token = 0;               ///< index of the printed word in TokenWindow::tokens
  lm::WordId intended = lm::kUnknown;  ///< the word that is nearly certain
  /// P(printed word) / P(intended word), at most e⁻⁷. A smaller value means a surer error.
  double printed_odds = 0;
};

/// Returns the real-word errors of `window`, in text order. Arguments:
/// 1. `decoded`: the result of decode_window() for `window`.
/// 2. `channel`: the kind of damage of the words to check; kCleanText for undamaged words. Words
///    typed with the keys of an input method (typed_words.h) are never checked.
/// 3. `context`: a rescorer that was made for `window`.
///
/// An error satisfies both conditions:
/// 1. The n-gram model gives the word and the next word together a probability of at most e⁻¹⁴.
/// 2. Another word that differs only in diacritics is at least e⁷ times as likely, by the n-gram
///    model and the context model.
///
/// Never reported as errors:
/// 1. likely names: words beside a capitalised word, and words in the name of a person;
/// 2. abbreviations, protected words and parts of codes;
/// 3. the other place of a tone mark: "hoá" for "hóa".
/// A clean document of five pages has at most one false alarm.
[[nodiscard]] std::vector<RealWordError> find_real_word_errors(const WindowResources& resources,
                                                               const TokenWindow& window,
                                                               const DecodedWindow& decoded,
                                                               ChannelId channel,
                                                               ContextRescorer& context);

/// Adds each of `errors` to `out.doubts` as an error of the author (Doubt::is_author).
/// Doubt::runner_up is the intended word, and Doubt::confidence is printed_odds. Then sorts all
/// doubts by their place. Precondition: `out` is the restoration of `window`.
void report_real_word_errors(const WindowResources& resources, const TokenWindow& window,
                             std::span<const RealWordError> errors, Restoration& out);

}  // namespace codau::restore
