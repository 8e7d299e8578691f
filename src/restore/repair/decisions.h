// restore/repair/decisions.h — what becomes of each place: as it was read, as it stands, or as the
// text itself defines it.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "restore/decode/readings.h"
#include "restore/text/definitions.h"

namespace codau::restore {

struct Decision {
  Choice choice;         ///< options of the reading, the likeliest first, as sure as they are right
  bool is_sure = false;  ///< the choice is taken; else the text stays as it is
};

/// Abbreviations that the text defines (definitions.h), spelled as the words say that they
/// abbreviate, by token: damaged ones of which nothing else is sure.
using DefinedWords = std::map<std::size_t, Definitions::Spelling>;

/// Those of a window.
struct Decisions {
  std::vector<Decision> places;  ///< by place of the readings
  DefinedWords defined;          ///< instead of what `places` say of their tokens
};

/// A change is made where it is as sure as RestoreOptions::min_confidence and the damage of its
/// line ask, and the line is not only flagged. Where the changes of what was mangled are unsure on
/// the mean, each is less sure than it seems: an engine unlike those that the channels were learnt
/// from makes words of which the right one is no option.
[[nodiscard]] Decisions decide(const Means& means, const Passage& passage,
                               const Readings& readings);

}  // namespace codau::restore
