#include "restore/decode/alignment_counts.h"

#include <array>

namespace codau::restore {
namespace {

/// Weight of the learnt probabilities, in occurrences of a letter.
constexpr double kPriorOccurrences = 12;

}  // namespace

void AlignmentCounts::add(const Channel& channel, std::u32string_view true_word,
                          std::u32string_view seen, double weight) {
  const Channel::PieceLattice pieces = channel.cut_into_pieces(seen);
  const std::size_t width = seen.size() + 1;
  std::vector<float> cost((true_word.size() + 1) * width, Channel::kInfiniteCost);
  std::vector<std::uint8_t> taken(cost.size(), 0);
  cost[0] = 0;
  for (std::size_t i = 0; i < true_word.size(); ++i) {
    const std::uint8_t letter = letter_index(true_word[i]);
    if (letter == kNoLetter) return;
    for (std::size_t j = 0; j < width; ++j) {
      for (std::size_t k = 0; k <= Channel::kMaxPieceLength && j + k < width; ++k) {
        const float sum = cost[i * width + j] + Channel::cost(pieces, j, k, letter);
        const std::size_t to = (i + 1) * width + j + k;
        if (sum >= cost[to]) continue;
        cost[to] = sum;
        taken[to] = static_cast<std::uint8_t>(k);
      }
    }
  }
  if (cost.back() >= Channel::kInfiniteCost) return;
  for (std::size_t i = true_word.size(), j = seen.size(); i > 0; --i) {
    const std::size_t k = taken[i * width + j];
    j -= k;
    counts_[{letter_index(true_word[i - 1]), std::u32string(seen.substr(j, k))}] += weight;
  }
}

Channel AlignmentCounts::adapt(Channel channel) const {
  std::array<double, kLetterCount> totals{};
  for (const auto& [what, count] : counts_) totals.at(what.first) += count;
  for (std::uint8_t letter = 0; letter < kLetterCount; ++letter) {
    if (totals.at(letter) > 0)
      channel.scale(letter, kPriorOccurrences / (kPriorOccurrences + totals.at(letter)));
  }
  for (const auto& [what, count] : counts_) {
    channel.add(what.first, what.second, count / (kPriorOccurrences + totals.at(what.first)));
  }
  return channel;
}

}  // namespace codau::restore
