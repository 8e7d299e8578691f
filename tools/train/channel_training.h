// train/channel_training.h — the channels (restore/channel/channel.h) from pairs of true and seen
// lines.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace codau::train {

using Pair = std::pair<std::string, std::string>;  ///< a true word, and how it was seen

/// P(seen | letter) by letter, both lower case.
using ChannelTable = std::map<char32_t, std::map<std::u32string, double>>;

/// Expectation-maximisation over best alignments, each letter giving 0 to 3 characters.
/// Law: for each letter the probabilities sum to at most one.
[[nodiscard]] ChannelTable learn_channel(const std::vector<Pair>& words);

/// Text recognised with an alphabet without U+1EA0–U+1EF9: those letters vanish, ơ and ư become
/// plain.
[[nodiscard]] ChannelTable dropped_letters();

/// Reads the file of tools/train/make_pairs; words of lines with equally many words, by channel
/// (train/engines.h). Throws Error{kInput}, naming the line, where it has another number of columns
/// or an engine that is not in the table.
[[nodiscard]] std::map<std::string, std::vector<Pair>> read_pairs(const std::string& path);

/// Throws Error{kOutput}.
void write_channels(const std::map<std::string, ChannelTable>& channels, const std::string& path);

}  // namespace codau::train
