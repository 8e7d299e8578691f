// restore/repair/decisions.h — decides whether each slot of a window is changed. A slot is a token
// that is decoded: a word, a number or the end of a clause (decode/trellis.h).
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "restore/decode/decoded_window.h"
#include "restore/text/definitions.h"

namespace codau::restore {

/// The decision on one slot.
struct Decision {
  /// Indices into DecodedSlot::candidates, the likeliest first. A confidence is calibrated: it is
  /// the share of such changes that are right.
  RankedChoice choice;
  bool is_sure = false;  ///< `choice.best` is taken; else the text stays unchanged
};

/// Spellings of damaged abbreviations that the text itself defines (definitions.h), by token. Only
/// abbreviations without a certain original in a list are included.
using DefinedWords = std::map<std::size_t, Definitions::DefinedSpelling>;

/// The decisions of a window.
struct Decisions {
  std::vector<Decision> slots;  ///< by slot
  DefinedWords defined;         ///< override `slots` for their tokens
};

/// Returns the decisions of a window. `decoded`: the decoding of `window`. A change is made if its
/// confidence reaches RestoreOptions::min_confidence and the minimum for the damage of its line.
/// These words stay unchanged:
/// 1. words in a line with LineDamage::is_only_flagged, unless they are typed keys;
/// 2. names and foreign words in nearly clean text, if no engine gave its confidence.
///
/// Mangled words are words in which an engine misread letters. If their changes have a low mean
/// confidence, each confidence is lowered, and some changes are not made. The reason: the learnt
/// channels do not fit the engine then, and the right word is often no candidate.
[[nodiscard]] Decisions decide(const WindowResources& resources, const TokenWindow& window,
                               const DecodedWindow& decoded);

}  // namespace codau::restore
