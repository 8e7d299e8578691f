// restore/repair/decisions.h — decides for each decoded word whether restoration replaces it.
// Terms:
// 1. Window: a text that is restored at once (decode/token_window.h).
// 2. Candidate: a possible original of a word. The unchanged word is a candidate, too.
// 3. Decoded window: a window with the probabilities of the candidates (decode/decoded_window.h).
// 4. Slot: a decoded token (decode/trellis.h). Some tokens, such as line ends, are no slots. So the
//    index of a slot is not the index of its token.
// 5. Channel: a kind of damage (lexicon/knowledge.h). "viet_ocr" is the damage by OCR engines for
//    Vietnamese (WindowResources::viet_ocr_channel).
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
  /// True: `choice.best` is written, which may be the unchanged word. False: the word stays
  /// unchanged, although `choice.best` is another word.
  bool is_sure = false;
};

/// Abbreviations whose spelling the text itself shows (text/definitions.h): by a definition such as
/// "Ban Chỉ đạo (BCĐ)", or, in codes, by words in capitals. The key is the index of a token. The
/// value is its spelling with D and Đ.
using DefinedWords = std::map<std::size_t, Definitions::DefinedSpelling>;

/// The decisions on all slots of a window.
struct Decisions {
  std::vector<Decision> by_slot;  ///< one for each element of DecodedWindow::slots
  DefinedWords defined;           ///< these spellings are written, whatever `by_slot` says
};

/// Returns the decisions on all slots of `window`. `decoded`: decode_window() of `window`. The best
/// candidate replaces a word if its confidence reaches all of these values:
/// 1. RestoreOptions::min_confidence.
/// 2. 0.9 for a typed word, such as "vieetj" for "việt" (decode/typed_words.h).
/// 3. 0.6 to 0.9999 for a word with the channel viet_ocr. The value depends on the damage of the
///    whole window: see min_confidence_of() in decisions.cpp.
/// 4. 0.9 for a word with "?" in a text in which this sign stands for lost letters.
///
/// Two kinds of words are kept, whatever the confidence:
/// 1. all words of a line with LineDamage::is_only_flagged, except typed words;
/// 2. names and foreign words with the channel viet_ocr, under two conditions. The window is nearly
///    clean (TokenWindow::is_nearly_clean), and has no confidences of an OCR engine.
///
/// OCR engines for other languages may be unlike all engines that the models know. Then the
/// confidences of the changes are too high, but their mean in the window is still low. If this mean
/// is below 0.96, the confidence of each such change is lowered before the comparison.
[[nodiscard]] Decisions decide(const WindowResources& resources, const TokenWindow& window,
                               const DecodedWindow& decoded);

}  // namespace codau::restore
