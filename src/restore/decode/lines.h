// restore/decode/lines.h — what has happened to each line of a passage: the channel that best
// explains its words.
#pragma once

#include <span>
#include <vector>

#include "restore/decode/passage.h"

namespace codau::restore {

/// The likeliest channel of each line, out of `allowed`: a hidden chain that seldom changes, with
/// the shares of the channels in this window as prior. `log_probs` holds one row of allowed.size()
/// values a line.
[[nodiscard]] std::vector<ChannelId> channels_of_lines(
    std::span<const std::vector<double>> log_probs, std::span<const ChannelId> allowed);

/// `passage` with what has happened to each line: its channel; Line::is_typed where much of it are
/// keys typed without an input method, and then the channel is kCleanText; Line::is_only_flagged
/// where unmarked words stand in a line with many marked ones and half of the window is clean: such
/// errors are the author's; and is_nearly_clean of the passage. A short text of well-spelt marked
/// words is clean, whatever channel it is likeliest to have come through. With evidence a clean
/// line that an engine read gets the channel of that engine.
[[nodiscard]] Passage infer_lines(Means& means, Passage passage);

}  // namespace codau::restore
