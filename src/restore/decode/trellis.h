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
  const std::string* known = nullptr;  ///< its certain spelling, if known
  bool is_typed = false;               ///< may be keys typed without an input method
};

/// Slots that are decoded together.
struct Trellis {
  std::vector<TokenSlot> slots;
  /// By slot; candidates lie in `raised`, in the word types, or.
  std::vector<TrellisColumn> columns;
  CandidateArena raised;  ///< … in the context until it is cleared
};

/// TrellisColumn::restart_probability from which a slot begins a new paragraph: the words before
/// probably say nothing.
inline constexpr float kParagraphRestartProbability = 0.5F;

/// Returns the hints for known names that may stand in the window.
[[nodiscard]] NameHints find_name_hints(WindowResources& resources, const TokenWindow& window);

/// Returns the trellis of the tokens from `at` to the next blank line or tab, or fewer if there are
/// very many. Afterwards `at` is the token after them. Stripped words are rescored by their
/// `context` at once, because stripping keeps their folds.
[[nodiscard]] Trellis build_next_trellis(WindowResources& resources, const TokenWindow& window,
                                         const NameHints& names, ContextRescorer& context,
                                         std::size_t& at);

}  // namespace codau::restore
