// restore/decode/line_damage.h — infers the damage of each line: the channel (a kind of damage,
// lexicon/knowledge.h) that best explains its words.
#pragma once

#include <span>
#include <vector>

#include "restore/decode/token_window.h"

namespace codau::restore {

/// Returns the likeliest channel of each line, out of `allowed`. `log_probs`: one row for each
/// line, with log P(words of the line | channel) for each channel of `allowed`. The channels of the
/// lines are the states of a hidden Markov model (Viterbi). A change of channel between lines costs
/// 8 nats. The prior of a channel is its share of the lines after a first pass.
/// Preconditions: `allowed` is not empty; each row has as many numbers.
[[nodiscard]] std::vector<ChannelId> infer_line_channels(
    std::span<const std::vector<double>> log_probs, std::span<const ChannelId> allowed);

/// Returns `window` with the damage of each line (TokenWindow::lines):
/// 1. The channel of a line is the likeliest one that RestoreOptions::mode allows.
/// 2. With evidence (TokenWindow::engine_confidence): a clean line with a confidence above 0 and
///    below 1 gets WindowResources::reader_channel.
/// 3. In mode kAuto, lines of an engine for other languages become clean in a short text that looks
///    right: 3 to 60 words, all of them syllables, at least half of them with diacritics.
/// 4. In mode kAuto without evidence, a line with many typed words (find_typed_lines() of
///    typed_words.h) is clean and gets is_typed.
/// 5. In mode kAuto without evidence, a line of kStrippedText gets is_only_flagged on two
///    conditions. Over 15 % of its words have diacritics, and half of all words are in clean lines.
/// 6. In mode kAuto without evidence, TokenWindow::is_nearly_clean is set.
/// Looks words up, so `resources` changes. Preconditions: the mode is not kClean; `resources` is of
/// this window.
[[nodiscard]] TokenWindow infer_line_damage(WindowResources& resources, TokenWindow window);

}  // namespace codau::restore
