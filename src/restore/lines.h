// restore/lines.h — what has happened to each line of a passage: the channel that best explains its
// words.
#pragma once

#include <span>
#include <vector>

#include "restore/passage.h"

namespace codau::restore {

/// The likeliest channel of each line, out of `allowed`: a hidden chain that seldom changes, with
/// the shares of the channels in this window as prior. `log_probs` holds one row of allowed.size()
/// values a line.
[[nodiscard]] std::vector<ChannelId> channels_of_lines(
    std::span<const std::vector<double>> log_probs, std::span<const ChannelId> allowed);

/// `passage` with its lines told: the channel of each; which were typed without an input method,
/// and are clean but for that; and where clean text around them calls for care. With evidence a
/// line that looks right has the damage of the engine that read it.
[[nodiscard]] Passage infer_lines(Means& means, Passage passage);

}  // namespace codau::restore
