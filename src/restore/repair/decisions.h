// restore/repair/decisions.h — decides each place: as it was read, as it stands, or as the text
// itself defines it.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "restore/decode/readings.h"
#include "restore/text/definitions.h"

namespace codau::restore {

struct Decision {
  Choice choice;         ///< options of the reading, the likeliest first, as sure as they are right
  bool is_sure = false;  ///< the choice is taken; else the text stays unchanged
};

/// Damaged abbreviations that the text defines (definitions.h), by token. The words that they
/// abbreviate give their spelling. Nothing else is sure of them.
using DefinedWords = std::map<std::size_t, Definitions::Spelling>;

/// The decisions of a window.
struct Decisions {
  std::vector<Decision> places;  ///< by place of the readings
  DefinedWords defined;          ///< override `places` for their tokens
};

/// Returns the decisions of a window. A change is made if its confidence reaches
/// RestoreOptions::min_confidence and the minimum for the damage of its line. No change is made in
/// a line that is only flagged. If the changes of mangled words have a low mean confidence, each
/// confidence is lowered. The reason: an engine unlike those of the learnt channels damages words
/// so that the right word is no option.
[[nodiscard]] Decisions decide(const Means& means, const Passage& passage,
                               const Readings& readings);

}  // namespace codau::restore
