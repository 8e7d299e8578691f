// restore/repair/decisions.h — decides for each decoded word whether restoration replaces it. Input
// is a decoded window: the tokens of a text, and for each word its candidates with probabilities
// (decode/decoded_window.h). A candidate is a possible original of the word; the word as it stands
// is a candidate, too. The decoder works on slots: tokens without line ends (decode/trellis.h). So
// the index of a slot is not the index of its token.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "restore/decode/decoded_window.h"
#include "restore/text/definitions.h"

namespace codau::restore {

/// The decision on one slot.
struct Decision {
  /// The candidates of the slot, the most probable first. Indices refer to DecodedSlot::candidates.
  /// Confidences are calibrated: of all changes with confidence 0.9, about 90 % are right.
  RankedChoice choice;
  /// True: `choice.best` is written, which may be the word as it stands. False: the word stays as
  /// it stands, because no other candidate is sure enough.
  bool is_sure = false;
};

/// The abbreviations that the text itself defines, as in "Ban Chỉ đạo (BCĐ)" (text/definitions.h).
/// The key is the index of a token. The value is its spelling with diacritics.
using DefinedWords = std::map<std::size_t, Definitions::DefinedSpelling>;

/// The decisions on all slots of a window.
struct Decisions {
  std::vector<Decision> by_slot;  ///< one for each element of DecodedWindow::slots
  DefinedWords defined;           ///< for these tokens, the spelling that is written instead
};

/// Returns the decisions on all slots of `window`. `decoded`: decode_window() of `window`. The best
/// candidate replaces a word if its confidence reaches all of these values:
/// 1. RestoreOptions::min_confidence.
/// 2. 0.9 for a typed word, such as "vieetj" for "việt" (decode/typed_words.h).
/// 3. 0.6 to 0.9999 for a word in a line that an OCR engine for Vietnamese has read. The less
///    damage the text shows, the higher the value: the constants are in decisions.cpp.
/// 4. 0.9 for a word with "?" in a text where this sign stands for lost letters.
///
/// Two kinds of words are kept, whatever the confidence:
/// 1. all words of a line with LineDamage::is_only_flagged, except typed words;
/// 2. names and foreign words in lines read by an engine for Vietnamese. The text must be nearly
///    clean (TokenWindow::is_nearly_clean), and the engine have given no confidences.
///
/// Engines for other languages may be unlike all engines that the models know. The mean confidence
/// of the changes in such lines is then low. If it is below 0.96, the confidence of each is lowered
/// first.
[[nodiscard]] Decisions decide(const WindowResources& resources, const TokenWindow& window,
                               const DecodedWindow& decoded);

}  // namespace codau::restore
