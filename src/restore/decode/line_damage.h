// restore/decode/line_damage.h — infers the damage of each line of a text. A channel is a kind of
// damage, such as lost diacritics (lexicon/knowledge.h). The channel that gives the words of a line
// the highest probability wins. A window is a text that is restored at once (token_window.h).
#pragma once

#include <span>
#include <vector>

#include "restore/decode/token_window.h"

namespace codau::restore {

/// Returns the likeliest channel of each line, out of `allowed`. `log_probs`: one row for each
/// line. Element k of a row is log P(words of the line | channel allowed[k]), a natural logarithm.
/// The method is the Viterbi algorithm for a hidden Markov model whose states are the channels. A
/// change of channel between lines costs 8 nats. A first pass finds the share of lines that each
/// channel has; this share is the prior of the channel in the second pass. Precondition: `allowed`
/// is not empty.
[[nodiscard]] std::vector<ChannelId> infer_line_channels(
    std::span<const std::vector<double>> log_probs, std::span<const ChannelId> allowed);

/// Returns `window` with the damage of each line (TokenWindow::lines). Terms:
/// 1. Mode: RestoreOptions::mode.
/// 2. Evidence: the confidences that the OCR engine gave (TokenWindow::engine_confidence).
/// 3. Clean line: a line with the channel kCleanText, which means no damage.
/// 4. Typed word: a word typed with the keys of an input method while it was off: "vieetj" for
///    "việt" (typed_words.h).
///
/// The steps are:
/// 1. Each line gets the likeliest channel that the mode allows.
/// 2. With evidence: a clean line gets WindowResources::viet_ocr_channel if a word has a confidence
///    above 0 and below 1.
/// 3. In mode kAuto, for a short window that looks right: lines with a learnt channel become clean.
///    Such a window has 3 to 60 words. All of them are syllables, and at least half have
///    diacritics. Excepted are lines with viet_ocr_channel, or with a channel that loses_letters().
/// 4. In mode kAuto without evidence: a line with many typed words becomes clean, and
///    LineDamage::is_typed becomes true (find_typed_lines() in typed_words.h).
/// 5. In mode kAuto without evidence: LineDamage::is_only_flagged becomes true for a line with the
///    channel kStrippedText if over 15 % of its words have diacritics. Its words then stay
///    unchanged, since the author seems to have left out the other diacritics. This step needs a
///    window in which at least half of all words are in clean lines.
/// 6. In mode kAuto without evidence: TokenWindow::is_nearly_clean becomes true if the window has
///    little damage. Two kinds of words are counted: words in lines with viet_ocr_channel, and
///    words in all other damaged lines. The smaller count must be below a tenth of all words.
/// Looks words up, so `resources` changes. Preconditions: the mode is not kClean; `resources`
/// belongs to this window.
[[nodiscard]] TokenWindow infer_line_damage(WindowResources& resources, TokenWindow window);

}  // namespace codau::restore
