#include "restore/channel/seen_word.h"

#include <algorithm>

namespace codau::restore {
namespace {

constexpr SeenWord::Costs never() {
  SeenWord::Costs out;
  out.fill(Channel::kNever);
  return out;
}

/// Costs in nats of a letter that a streak hides.
/// 1. kHidden: another character, or none.
/// 2. kBeside: a character beside the one that the streak seems to cross.
/// 3. kTwo: two characters.
/// Measured by wrong letters on 61 made pages with streaks (docs/experiments/streaks-and-seals.md):
/// 310 without these costs, 259 with them. Other values gave 260 to 267: 4 or 6 for kHidden, 5 or 8
/// for kBeside, 5.5 or 9 for kTwo. So did 1 or 4 for kTrustAtGap (candidates.cpp).
constexpr float kHidden = 5, kBeside = 5.5F, kTwo = 7;

}  // namespace

SeenWord::SeenWord(const Channel& channel, std::u32string_view seen, std::size_t gap)
    : size_(seen.size()), costs_(kLetters * (size_ + 1), never()), least_(size_ + 1, never()) {
  const Channel::Pieces pieces = channel.cut(seen);
  for (std::size_t at = 0; at <= size_; ++at) {
    for (std::size_t length = 0; length <= Channel::kLongest && at + length <= size_; ++length) {
      const std::size_t piece = at * (Channel::kLongest + 1) + length;
      const float* const of_piece = pieces.costs[piece];
      if (of_piece == nullptr) continue;
      for (std::size_t letter = 0; letter < kLetters; ++letter) {
        costs_[letter * (size_ + 1) + at][length] = of_piece[letter];
      }
      least_[at][length] = pieces.least[piece];
    }
  }
  if (gap > 0) open(gap - 1);
}

void SeenWord::open(std::size_t at) {
  const auto lower = [this](std::size_t begin, std::size_t length, float most) {
    if (begin + length > size_) return;
    for (std::size_t letter = 0; letter < kLetters; ++letter) {
      float& cost = costs_[letter * (size_ + 1) + begin][length];
      cost = std::min(cost, most);
    }
    least_[begin][length] = std::min(least_[begin][length], most);
  };
  lower(at, 1, kHidden);
  lower(at, 0, kHidden);
  lower(at + 1, 0, kHidden);
  lower(at + 1, 1, kBeside);
  lower(at, 2, kTwo);
  if (at == 0) return;
  lower(at - 1, 1, kBeside);
  lower(at - 1, 2, kTwo);
}

}  // namespace codau::restore
