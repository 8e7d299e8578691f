// restore/repair/decisions.h — decides for each slot of a window whether its text is changed.
// Terms:
// 1. A window is a text that is restored at once (restore_window.h).
// 2. A slot is a token that was decoded (decode/trellis.h). Slots are words, places at which a word
//    may be missing, numbers, and signs that end a clause. Other tokens, such as line ends, have no
//    slot, so the index of a slot is not the index of its token.
// 3. The damage of a line is the kind of damage that was inferred for it (LineDamage::channel).
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "restore/decode/decoded_window.h"
#include "restore/text/definitions.h"

namespace codau::restore {

/// The decision on one slot.
struct Decision {
  /// The ranked candidates of the slot. Its indices refer to DecodedSlot::candidates. Its
  /// confidences are calibrated: of the changes with confidence c, about the share c is right.
  RankedChoice choice;
  bool is_sure = false;  ///< true: the word becomes `choice.best`; false: it stays unchanged
};

/// The spellings of damaged abbreviations that the text itself defines (text/definitions.h). The
/// key is the index of a token. The map lacks abbreviations whose original the table of
/// abbreviations gives (TokenSlot::known).
using DefinedWords = std::map<std::size_t, Definitions::DefinedSpelling>;

/// The decisions of a window.
struct Decisions {
  std::vector<Decision> by_slot;  ///< one for each element of DecodedWindow::slots
  DefinedWords defined;           ///< for these tokens, used instead of `by_slot`
};

/// Returns the decisions of a window. `decoded`: the decoding of `window`. A word is changed if the
/// confidence of the change reaches RestoreOptions::min_confidence and a minimum for the damage of
/// its line. These words stay unchanged whatever the confidence:
/// 1. words in a line with LineDamage::is_only_flagged, except words typed with the keys of an
///    input method (typed_words.h);
/// 2. names and foreign words in lines with the damage WindowResources::viet_ocr_channel, if the
///    window is nearly clean (TokenWindow::is_nearly_clean) and has no engine_confidence.
///
/// In lines read by an engine for other languages, the confidence of all changes is lowered if
/// their mean is low. No trained error model fits the engine then, and the right word is often no
/// candidate.
[[nodiscard]] Decisions decide(const WindowResources& resources, const TokenWindow& window,
                               const DecodedWindow& decoded);

}  // namespace codau::restore
