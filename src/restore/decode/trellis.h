// restore/decode/trellis.h — builds the trellis of a part of a window: one column of candidates for
// each token to decode (decoder.h). A candidate is a word that the token may be. A window is a text
// that is restored at once (token_window.h).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "restore/decode/context_rescorer.h"
#include "restore/decode/decoder.h"
#include "restore/decode/name_hints.h"
#include "restore/decode/token_window.h"
#include "restore/lexicon/candidate_arena.h"

namespace codau::restore {

/// A slot: a token to decode. Slots are words, numbers, places at which a word may be missing, and
/// signs that end a clause. Of consecutive signs, only the first is a slot. Line ends are no slots.
struct TokenSlot {
  std::size_t token = 0;     ///< index in TokenWindow::tokens
  WordType* type = nullptr;  ///< a word with its look-ups; null for other tokens
  /// The kind of damage; kCleanText if the word must stay unchanged or `is_typed` is true.
  ChannelId channel = kCleanText;
  const std::string* known = nullptr;  ///< the certain original of an abbreviation; otherwise null
  /// The word was typed with the keys of an input method that was off: "vieetj" for "việt". The
  /// candidates are TypedWord::candidates (lexicon/word_type.h).
  bool is_typed = false;
};

/// Slots that are decoded together.
struct Trellis {
  std::vector<TokenSlot> slots;
  /// One column for each slot. A column refers to candidates that are stored in `boosted`, in the
  /// WindowResources, or (until ContextRescorer::clear()) in the ContextRescorer.
  std::vector<TrellisColumn> columns;
  CandidateArena boosted;  ///< candidates with the bonuses of known names
};

/// The probability that a new paragraph does not depend on the words before: the
/// TrellisColumn::restart_probability of a slot that begins a paragraph (decoder.h).
inline constexpr float kParagraphRestartProbability = 0.5F;

/// Returns the bonuses of known names (name_hints.h) for the tokens of the window.
[[nodiscard]] NameHints find_name_hints(WindowResources& resources, const TokenWindow& window);

/// Returns the trellis of the next part of the window. The part begins with token `at`, and ends
/// before the next kReset (blank line, tab, form feed) or after 1,024 slots. Sets `at` to the first
/// token after the part. Words of lines that lost their diacritics (kStrippedText) are rescored by
/// `context`. `hints`: the result of find_name_hints(), or empty for no bonuses.
/// Preconditions: `context` was made for `window`; `at` is less than the number of tokens.
[[nodiscard]] Trellis build_next_trellis(WindowResources& resources, const TokenWindow& window,
                                         const NameHints& hints, ContextRescorer& context,
                                         std::size_t& at);

}  // namespace codau::restore
