#include "restore/channel/observed_word.h"

#include <algorithm>

namespace codau::restore {
namespace {

constexpr ObservedWord::Costs infinite_costs() {
  ObservedWord::Costs out;
  out.fill(Channel::kInfiniteCost);
  return out;
}

/// Costs in nats of a letter that a streak hides.
/// 1. kHiddenLetterCost: another character, or none.
/// 2. kBesideHiddenCost: a character beside the one that the streak seems to cross.
/// 3. kTwoHiddenCost: two characters.
/// Measured by wrong letters on 61 made pages with streaks (docs/experiments/streaks-and-seals.md):
/// 310 without these costs, 259 with them. Other values gave 260 to 267: 4 or 6 for
/// kHiddenLetterCost, 5 or 8 for kBesideHiddenCost, 5.5 or 9 for kTwoHiddenCost. So did 1 or 4 for
/// kTrustAtGapNats (trellis.cpp).
constexpr float kHiddenLetterCost = 5, kBesideHiddenCost = 5.5F, kTwoHiddenCost = 7;

}  // namespace

ObservedWord::ObservedWord(const Channel& channel, std::u32string_view seen, std::size_t gap)
    : size_(seen.size()),
      costs_(kLetterCount * (size_ + 1), infinite_costs()),
      min_costs_(size_ + 1, infinite_costs()) {
  const Channel::PieceLattice pieces = channel.cut_into_pieces(seen);
  for (std::size_t at = 0; at <= size_; ++at) {
    for (std::size_t length = 0; length <= Channel::kMaxPieceLength && at + length <= size_;
         ++length) {
      const std::size_t piece = at * (Channel::kMaxPieceLength + 1) + length;
      const float* const of_piece = pieces.costs[piece];
      if (of_piece == nullptr) continue;
      for (std::size_t letter = 0; letter < kLetterCount; ++letter) {
        costs_[letter * (size_ + 1) + at][length] = of_piece[letter];
      }
      min_costs_[at][length] = pieces.min_costs[piece];
    }
  }
  if (gap > 0) widen_at_gap(gap - 1);
}

void ObservedWord::widen_at_gap(std::size_t at) {
  const auto lower_cost = [this](std::size_t begin, std::size_t length, float most) {
    if (begin + length > size_) return;
    for (std::size_t letter = 0; letter < kLetterCount; ++letter) {
      float& cost = costs_[letter * (size_ + 1) + begin][length];
      cost = std::min(cost, most);
    }
    min_costs_[begin][length] = std::min(min_costs_[begin][length], most);
  };
  lower_cost(at, 1, kHiddenLetterCost);
  lower_cost(at, 0, kHiddenLetterCost);
  lower_cost(at + 1, 0, kHiddenLetterCost);
  lower_cost(at + 1, 1, kBesideHiddenCost);
  lower_cost(at, 2, kTwoHiddenCost);
  if (at == 0) return;
  lower_cost(at - 1, 1, kBesideHiddenCost);
  lower_cost(at - 1, 2, kTwoHiddenCost);
}

}  // namespace codau::restore
