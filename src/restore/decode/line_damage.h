// restore/decode/line_damage.h — infers the damage of each line: the channel (knowledge.h) that
// best explains its words.
#pragma once

#include <span>
#include <vector>

#include "restore/decode/token_window.h"

namespace codau::restore {

/// Returns the likeliest channel of each line, out of `allowed`. The channels of the lines form a
/// hidden Markov chain. A change from line to line costs 8 nats. The prior of a channel is its
/// share of the lines after a first pass. `log_probs` has one row for each line. A row has log
/// P(words of the line | channel) for each channel of `allowed`.
[[nodiscard]] std::vector<ChannelId> infer_line_channels(
    std::span<const std::vector<double>> log_probs, std::span<const ChannelId> allowed);

/// Returns `window` with the damage of each line:
/// 1. The likeliest channel, as above, with two exceptions. With evidence, a clean line that an
///    engine read gets the channel of that engine. In mode kAuto, a learnt channel becomes
///    kCleanText in a text of 3 to 60 syllables, half of them with marks. Other words must not
///    occur. Channels that lose letters and WindowResources::reader_channel stay.
/// 2. is_typed, if much of the line is keys typed without an input method. The channel is then
///    kCleanText.
/// 3. is_only_flagged, if the line has lost only a part of its marks in a half clean window.
///    Such errors are the author's.
/// Also sets TokenWindow::is_nearly_clean. Items 2 and 3 and is_nearly_clean are set only if
/// may_be_typed().
[[nodiscard]] TokenWindow infer_line_damage(WindowResources& resources, TokenWindow window);

}  // namespace codau::restore
