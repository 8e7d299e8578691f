// restore/decode/line_damage.h — infers the damage of each line of a window: the channel that best
// explains its words. A channel is a kind of damage (lexicon/knowledge.h). A window is a text that
// is restored at once (token_window.h).
#pragma once

#include <span>
#include <vector>

#include "restore/decode/token_window.h"

namespace codau::restore {

/// Returns the likeliest channel of each line, out of `allowed`. `log_probs`: one row for each
/// line. Element k of a row is log P(words of the line | channel allowed[k]), a natural logarithm.
/// The channels of the lines are the states of a hidden Markov model (Viterbi). A change of channel
/// between lines costs 8 nats. The prior of a channel is its share of the lines after a first pass.
/// Precondition: `allowed` is not empty.
[[nodiscard]] std::vector<ChannelId> infer_line_channels(
    std::span<const std::vector<double>> log_probs, std::span<const ChannelId> allowed);

/// Returns `window` with the damage of each line (TokenWindow::lines). A clean line has the channel
/// kCleanText. Evidence is the confidence of the OCR engine (TokenWindow::engine_confidence). The
/// mode is RestoreOptions::mode. The steps are:
/// 1. Each line gets the likeliest channel that the mode allows.
/// 2. With evidence, a clean line that has a word with a confidence above 0 and below 1 gets
///    WindowResources::viet_ocr_channel.
/// 3. In mode kAuto, if the window is short and looks right, lines with a learnt channel become
///    clean. Such a window has 3 to 60 words, all of them syllables, at least half with diacritics.
///    Lines with viet_ocr_channel, or with a channel that loses_letters(), are left as they are.
/// 4. In mode kAuto without evidence, a line with many typed words (find_typed_lines() of
///    typed_words.h) becomes clean and gets LineDamage::is_typed.
/// 5. In mode kAuto without evidence, lines with the channel kStrippedText get
///    LineDamage::is_only_flagged if over 15 % of their words have diacritics. This step is left
///    out if less than half of all words of the window are in clean lines.
/// 6. In mode kAuto without evidence, TokenWindow::is_nearly_clean gets its value.
/// Looks words up, so `resources` changes. Preconditions: the mode is not kClean; `resources` is of
/// this window.
[[nodiscard]] TokenWindow infer_line_damage(WindowResources& resources, TokenWindow window);

}  // namespace codau::restore
