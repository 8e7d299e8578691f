// restore/decode/trellis.h — builds the candidates of each token: the columns of the decoder.
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

/// One token to decode.
struct TokenSlot {
  std::size_t token = 0;
  WordType* type = nullptr;  ///< the type of a word; null for all other tokens
  ChannelId channel = kCleanText;
  const std::string* known = nullptr;  ///< spelling of an abbreviation, if certain; else null
  bool is_typed = false;  ///< its candidates treat it as keys typed without an input method
};

/// Slots that are decoded together.
struct Trellis {
  std::vector<TokenSlot> slots;
  /// By slot. Their candidates are stored elsewhere: in `raised`, in the WindowResources, or in the
  /// ContextRescorer until ContextRescorer::clear().
  std::vector<TrellisColumn> columns;
  CandidateArena raised;  ///< candidates with the bonuses of known names
};

/// Least TrellisColumn::restart_probability of a slot that counts as the start of a paragraph.
inline constexpr float kParagraphRestartProbability = 0.5F;

/// Returns the bonuses of known names for the tokens of the window.
[[nodiscard]] NameHints find_name_hints(WindowResources& resources, const TokenWindow& window);

/// Builds the trellis of the tokens from `at` to the next TokenKind::kReset (blank line, tab, form
/// feed). Stops earlier after 1,024 columns. Sets `at` to the first token that it did not take.
/// Rescores the words of lines that lost their marks (kStrippedText) by `context` at once. Their
/// folds are known, because a fold has no marks.
[[nodiscard]] Trellis build_next_trellis(WindowResources& resources, const TokenWindow& window,
                                         const NameHints& names, ContextRescorer& context,
                                         std::size_t& at);

}  // namespace codau::restore
