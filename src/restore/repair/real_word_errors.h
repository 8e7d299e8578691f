// restore/repair/real_word_errors.h — finds real-word errors: words that exist, but are wrong in
// their context, such as "hải lòng" for "hài lòng". In undamaged text, the author made these
// errors. So restoration reports them, and changes nothing.
#pragma once

#include <span>
#include <vector>

#include "core/values.h"
#include "restore/decode/context_rescorer.h"
#include "restore/decode/decoded_window.h"
#include "restore/decode/token_window.h"

namespace codau::restore {

/// A printed word that is wrong, because another word is nearly certain at its place. Both words
/// differ only in diacritics.
struct RealWordError {
  std::size_t token = 0;               ///< index of the printed word in TokenWindow::tokens
  lm::WordId intended = lm::kUnknown;  ///< the word that the author meant
  double printed_odds = 0;             ///< P(printed word) / P(intended word), at most e⁻⁷
};

/// Returns the real-word errors of `window`, a text that is restored at once, in the order of the
/// text. Arguments:
/// 1. `decoded`: the result of decode_window() for `window` (decode/decoded_window.h).
/// 2. `channel`: only words of lines with this damage are examined (lexicon/knowledge.h). Use
///    kCleanText for undamaged lines.
/// 3. `context`: a rescorer that was made for `window`.
///
/// A word is an error if both conditions hold:
/// 1. It is unexpected: the n-gram model gives the word and the next word together a probability of
///    at most e⁻¹⁴.
/// 2. Another word that differs only in diacritics is at least e⁷ times as likely, by the n-gram
///    model and the context model.
///
/// Never errors are:
/// 1. likely names: a word beside a capitalised word, or in the name of a person;
/// 2. abbreviations, words of Knowledge::protected_words, and parts of codes and addresses;
/// 3. another place of the tone mark: "hoá" for "hóa";
/// 4. words typed with the keys of an input method (decode/typed_words.h).
/// Both limits were chosen so that a clean document of five pages has at most one false alarm.
[[nodiscard]] std::vector<RealWordError> find_real_word_errors(const WindowResources& resources,
                                                               const TokenWindow& window,
                                                               const DecodedWindow& decoded,
                                                               ChannelId channel,
                                                               ContextRescorer& context);

/// Adds a doubt to `out.doubts` for each of `errors`, and sorts all doubts by their place. The new
/// doubts have Doubt::is_author, the intended word as Doubt::runner_up, and printed_odds as
/// Doubt::confidence. Precondition: `out` is the restoration of `window`.
void report_real_word_errors(const WindowResources& resources, const TokenWindow& window,
                             std::span<const RealWordError> errors, Restoration& out);

}  // namespace codau::restore
