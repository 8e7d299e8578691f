// restore/repair/decisions.h — decides for each slot of a window whether its text is changed. A
// slot is a decoded token (decode/trellis.h): a word, a place of a lost word, a number or the end
// of a clause.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "restore/decode/decoded_window.h"
#include "restore/text/definitions.h"

namespace codau::restore {

/// The decision on one slot.
struct Decision {
  /// The ranked candidates; indices into DecodedSlot::candidates. A confidence is calibrated: so
  /// large a share of such changes is right.
  RankedChoice choice;
  bool is_sure = false;  ///< `choice.best` is taken; otherwise the text stays unchanged
};

/// By index of a token: the spelling of a damaged abbreviation that the text itself defines
/// (text/definitions.h). Left out are abbreviations of which a list gives the original.
using DefinedWords = std::map<std::size_t, Definitions::DefinedSpelling>;

/// The decisions of a window.
struct Decisions {
  std::vector<Decision> slots;  ///< by slot
  DefinedWords defined;         ///< override `slots` for their tokens
};

/// Returns the decisions of a window. `decoded`: the decoding of `window`. A word is changed if the
/// confidence of the change reaches RestoreOptions::min_confidence and a minimum for the damage of
/// its line. These words stay unchanged:
/// 1. words in a line with LineDamage::is_only_flagged, except typed words (typed_words.h);
/// 2. names and foreign words in lines of WindowResources::reader_channel, if the window is nearly
///    clean (TokenWindow::is_nearly_clean).
///
/// In lines that an engine for other languages read, the confidence of all changes is lowered if
/// their mean is low. The learnt channels do not fit the engine then, and the right word is often
/// no candidate.
[[nodiscard]] Decisions decide(const WindowResources& resources, const TokenWindow& window,
                               const DecodedWindow& decoded);

}  // namespace codau::restore
