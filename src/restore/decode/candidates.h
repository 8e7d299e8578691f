// restore/decode/candidates.h — what each token of a passage can be: the columns that the decoder
// is given.
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

/// What is asked of the decoder for one token.
struct Place {
  std::size_t token = 0;
  WordType* type = nullptr;  ///< of a word; null for all else
  ChannelId channel = kCleanText;
  const std::string* known = nullptr;  ///< what it surely is
  bool is_typed = false;               ///< may be keys typed without an input method
};

/// Places that are decoded together.
struct Run {
  std::vector<Place> places;
  std::vector<Column> columns;  ///< by place; of `raised`, of the passage's words, or
  CandidateArena raised;        ///< … of the context until it is cleared
};

/// A place where nothing that stands before says anything about it, more likely than not.
inline constexpr float kNewParagraph = 0.5F;

/// Where names may stand, and which they may be.
[[nodiscard]] NameHints find_names(Means& means, const Passage& passage);

/// The places from token `at` to the next blank line or tab, or until they are very many; `at` is
/// then the token behind them. Stripped words are weighed by their `context` at once: stripping
/// leaves its folds as they were.
[[nodiscard]] Run next_run(Means& means, const Passage& passage, const NameHints& names,
                           ContextEvidence& context, std::size_t& at);

}  // namespace codau::restore
