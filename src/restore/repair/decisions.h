// restore/repair/decisions.h — decides each slot: as it was read, as it stands, or as the text
// itself defines it.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "restore/decode/decoded_window.h"
#include "restore/text/definitions.h"

namespace codau::restore {

struct Decision {
  RankedChoice choice;   ///< candidates of the slot, the likeliest first, as sure as they are right
  bool is_sure = false;  ///< the choice is taken; else the text stays unchanged
};

/// Damaged abbreviations that the text defines (definitions.h), by token. The words that they
/// abbreviate give their spelling. Nothing else is sure of them.
using DefinedWords = std::map<std::size_t, Definitions::DefinedSpelling>;

/// The decisions of a window.
struct Decisions {
  std::vector<Decision> slots;  ///< by slot
  DefinedWords defined;         ///< override `slots` for their tokens
};

/// Returns the decisions of a window. A change is made if its confidence reaches
/// RestoreOptions::min_confidence and the minimum for the damage of its line. No change is made in
/// a line that is only flagged. If the changes of mangled words have a low mean confidence, each
/// confidence is lowered. The reason: an engine unlike those of the learnt channels damages words
/// so that the right word is no candidate.
[[nodiscard]] Decisions decide(const WindowResources& resources, const TokenWindow& window,
                               const DecodedWindow& decoded);

}  // namespace codau::restore
