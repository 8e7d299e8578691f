// restore/repair/decisions.h — decides for each word of a text whether restoration replaces it.
// Terms:
// 1. Window: a text that is restored at once (restore_window.h).
// 2. Slot: a token of the window that was decoded, mostly a word (TokenSlot in decode/trellis.h).
//    Line ends have no slot. So the index of a slot differs from the index of its token.
// 3. Candidate: a possible original of the word in a slot (lexicon/candidate.h). The unchanged word
//    is a candidate, too.
// 4. Confidence of a candidate: the probability, from 0 to 1, that the candidate is the original.
// 5. Damage of a line: the kind of error that was inferred for the line, such as lost diacritics
//    (LineDamage::channel in decode/token_window.h).
// 6. Typed word: a word typed with the keys of an input method that was off, such as "vieetj" for
//    "việt" (decode/typed_words.h).
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "restore/decode/decoded_window.h"
#include "restore/text/definitions.h"

namespace codau::restore {

/// The decision on one slot: keep the word, or replace it.
struct Decision {
  /// The candidates of the slot, the most confident first. Indices refer to
  /// DecodedSlot::candidates. Confidences are calibrated: of all changes with confidence c, about
  /// the share c is right.
  RankedChoice choice;
  bool is_sure = false;  ///< true: `choice.best` is written; false: the word stays as it was read
};

/// The abbreviations whose diacritics the text itself shows by a definition: "Ban Chỉ đạo (BCĐ)".
/// The key is the index of a token. The value is the abbreviation with diacritics
/// (text/definitions.h). Abbreviations with a certain original in the table of abbreviations
/// (TokenSlot::known) are left out.
using DefinedWords = std::map<std::size_t, Definitions::DefinedSpelling>;

/// The decisions on all slots of a window.
struct Decisions {
  std::vector<Decision> by_slot;  ///< one decision for each element of DecodedWindow::slots
  DefinedWords defined;           ///< for these tokens, replaces the decision in `by_slot`
};

/// Returns the decisions for all slots of `window`. `decoded`: the result of decode_window() for
/// `window`. A word is replaced by its most confident candidate if the confidence reaches three
/// minimums:
/// 1. RestoreOptions::min_confidence.
/// 2. A minimum for the kind of damage: 0.9 for typed words, and 0 for most other words. Words in
///    lines with the damage WindowResources::viet_ocr_channel have minimums from 0.6 to 0.9999
///    (decisions.cpp).
/// 3. 0.9 if a "?" in the word may stand for a lost letter.
///
/// Two kinds of words are kept, whatever the confidence:
/// 1. words in a line with LineDamage::is_only_flagged, except typed words;
/// 2. names and foreign words in lines with the damage viet_ocr_channel, if
///    TokenWindow::is_nearly_clean is true and TokenWindow::engine_confidence is empty.
///
/// Lines read by an engine for another language are special. If the mean confidence of the changes
/// in such lines is low, the confidence of each change is lowered first. No trained error model
/// fits such an engine, and the right word is often no candidate.
[[nodiscard]] Decisions decide(const WindowResources& resources, const TokenWindow& window,
                               const DecodedWindow& decoded);

}  // namespace codau::restore
