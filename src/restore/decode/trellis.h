// restore/decode/trellis.h — builds the trellis: the candidates of each token of a part of a
// window, as columns for the decoder (decoder.h).
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

/// A slot: a token to decode. Words, lost words, numbers and the first of consecutive breaks are
/// slots; line ends are not.
struct TokenSlot {
  std::size_t token = 0;     ///< index in TokenWindow::tokens
  WordType* type = nullptr;  ///< the word; null for all other tokens
  /// The damage of the word; kCleanText if it must stay unchanged or is a typed word.
  ChannelId channel = kCleanText;
  const std::string* known = nullptr;  ///< the certain original of an abbreviation; otherwise null
  bool is_typed = false;               ///< the candidates are those of a typed word (typed_words.h)
};

/// Slots that are decoded together.
struct Trellis {
  std::vector<TokenSlot> slots;
  /// By slot. The candidates are stored in `raised`, in the WindowResources, or in the
  /// ContextRescorer until ContextRescorer::clear().
  std::vector<TrellisColumn> columns;
  CandidateArena raised;  ///< candidates with the bonuses of known names
};

/// TrellisColumn::restart_probability of a slot that begins a paragraph.
inline constexpr float kParagraphRestartProbability = 0.5F;

/// Returns the bonuses of known names for the tokens of the window.
[[nodiscard]] NameHints find_name_hints(WindowResources& resources, const TokenWindow& window);

/// Returns the trellis of the tokens from `at` to the next kReset (blank line, tab, form feed), or
/// of the first 1,024 slots. Sets `at` to the first token that it did not take. Words of lines that
/// lost their diacritics (kStrippedText) are rescored by `context`. The hints `names` may be empty.
/// Preconditions: `context` was made for `window`; `at` is less than the number of tokens.
[[nodiscard]] Trellis build_next_trellis(WindowResources& resources, const TokenWindow& window,
                                         const NameHints& names, ContextRescorer& context,
                                         std::size_t& at);

}  // namespace codau::restore
