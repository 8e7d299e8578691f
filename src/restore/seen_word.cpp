#include "restore/seen_word.h"

namespace codau::restore {
namespace {

constexpr SeenWord::Costs never() {
  SeenWord::Costs out;
  out.fill(Channel::kNever);
  return out;
}

}  // namespace

SeenWord::SeenWord(const Channel& channel, std::u32string_view seen)
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
}

}  // namespace codau::restore
