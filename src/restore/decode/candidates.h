// restore/decode/candidates.h — builds the candidates of each token: the columns of the decoder.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "restore/decode/context_evidence.h"
#include "restore/decode/decoder.h"
#include "restore/decode/name_hints.h"
#include "restore/decode/passage.h"
#include "restore/lexicon/candidate_arena.h"

namespace codau::restore {

/// One token to decode.
struct Place {
  std::size_t token = 0;
  WordType* type = nullptr;  ///< the type of a word; null for all other tokens
  ChannelId channel = kCleanText;
  const std::string* known = nullptr;  ///< its certain spelling, if known
  bool is_typed = false;               ///< may be keys typed without an input method
};

/// Places that are decoded together.
struct Run {
  std::vector<Place> places;
  std::vector<Column> columns;  ///< by place; options lie in `raised`, in the word types, or
  CandidateArena raised;        ///< … in the context until it is cleared
};

/// Column::restart from which a place begins a new paragraph: the words before probably say
/// nothing.
inline constexpr float kNewParagraph = 0.5F;

/// Returns the known names that may stand in the passage, and their places.
[[nodiscard]] NameHints find_names(Means& means, const Passage& passage);

/// Returns the places from token `at` to the next blank line or tab, or fewer if there are very
/// many. Afterwards `at` is the token after them. Stripped words are weighed by their `context` at
/// once, because stripping keeps their folds.
[[nodiscard]] Run next_run(Means& means, const Passage& passage, const NameHints& names,
                           ContextEvidence& context, std::size_t& at);

}  // namespace codau::restore
