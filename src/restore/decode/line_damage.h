// restore/decode/line_damage.h — infers the damage of each line: the channel that best explains its
// words.
#pragma once

#include <span>
#include <vector>

#include "restore/decode/token_window.h"

namespace codau::restore {

/// Returns the likeliest channel of each line, out of `allowed`. The model is a hidden Markov chain
/// that seldom changes. The prior of a channel is its share in this window. The rows of `log_probs`
/// are the lines; each has allowed.size() values.
[[nodiscard]] std::vector<ChannelId> infer_line_channels(
    std::span<const std::vector<double>> log_probs, std::span<const ChannelId> allowed);

/// Returns `window` with the damage of each line:
/// 1. Its channel.
/// 2. LineDamage::is_typed if much of the line is keys typed without an input method. The channel
///    is then kCleanText.
/// 3. LineDamage::is_only_flagged if unmarked words stand in a line with many marked ones and half
///    of the window is clean. Such errors are the author's.
/// Also sets is_nearly_clean of the window. A short text of well-spelt marked words is clean,
/// whatever its likeliest channel. With evidence, a clean line that an engine read gets the channel
/// of that engine.
[[nodiscard]] TokenWindow infer_line_damage(WindowResources& resources, TokenWindow window);

}  // namespace codau::restore
