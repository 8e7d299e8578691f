// restore/repair/real_word_errors.h — finds real-word errors: legal words that are wrong at their
// place ("hải lòng" for "hài lòng"). In undamaged text they are errors of the author, so they are
// reported and not changed. A window is a text that is restored at once (restore_window.h).
#pragma once

#include <span>
#include <vector>

#include "core/values.h"
#include "restore/decode/context_rescorer.h"
#include "restore/decode/decoded_window.h"
#include "restore/decode/token_window.h"

namespace codau::restore {

/// A real-word error. The printed word is a legal syllable, but a word that differs in diacritics
/// only is nearly certain at its place.
struct RealWordError {
  std::size_t token = 0;               ///< index in TokenWindow::tokens
  lm::WordId intended = lm::kUnknown;  ///< the nearly certain word
  /// P(printed word) / P(intended word), at most e⁻⁷. The smaller, the surer the error.
  double printed_odds = 0;
};

/// Returns the real-word errors of `window`, in the order of tokens. `decoded`: its decoding. Only
/// words with the damage `channel` are checked (kCleanText: undamaged words), except words typed
/// with the keys of an input method (typed_words.h). Precondition: `context` was made for `window`.
/// An error satisfies both conditions:
/// 1. By the n-gram model, the word and the next word together have a probability of at most e⁻¹⁴.
/// 2. By the n-gram and context models, a word that differs in diacritics only is at least e⁷ times
///    as likely.
/// These are never errors: names (words beside a capitalised word, or in the name of a person),
/// abbreviations, protected words, parts of codes, and the other place of a tone ("hoá"). A clean
/// document of five pages has at most one false alarm.
[[nodiscard]] std::vector<RealWordError> find_real_word_errors(const WindowResources& resources,
                                                               const TokenWindow& window,
                                                               const DecodedWindow& decoded,
                                                               ChannelId channel,
                                                               ContextRescorer& context);

/// Adds `errors` to `out.doubts` as likely errors of the author (Doubt::is_author), and sorts the
/// doubts by place. Doubt::runner_up is the intended word, Doubt::confidence is printed_odds.
/// Precondition: `out` is the restoration of `window`.
void report_real_word_errors(const WindowResources& resources, const TokenWindow& window,
                             std::span<const RealWordError> errors, Restoration& out);

}  // namespace codau::restore
