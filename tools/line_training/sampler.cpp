#include "line_training/sampler.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

namespace codau::lines {
namespace {

/// Minibatches are cut from lines that are drawn for so many of them at once, and sorted by width.
constexpr std::size_t kBatchSize = 16, kBatchesDrawn = 16;
/// Of lines that Debian's model reads wrong there is one in seven; they are drawn twice as often.
constexpr std::uint32_t kMisreadShare = 30, kVariedShare = 50;  // per cent

}  // namespace

std::vector<Minibatch> minibatches_of(std::vector<Line> lines) {
  std::ranges::stable_sort(lines, {}, &Line::columns);
  std::vector<Minibatch> out;
  for (std::size_t i = 0; i < lines.size(); i += kBatchSize) {
    const auto begin = std::make_move_iterator(lines.begin() + static_cast<std::ptrdiff_t>(i));
    out.emplace_back(begin,
                     begin + static_cast<std::ptrdiff_t>(std::min(kBatchSize, lines.size() - i)));
  }
  return out;
}

Sampler::Sampler(const std::vector<Line>& lines) : lines_(lines) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    (lines[i].was_misread ? misread_ : others_).push_back(i);
}

Minibatch Sampler::next(std::mt19937& random) {
  if (drawn_.empty()) {
    std::vector<Line> lines;
    for (std::size_t i = 0; i < kBatchesDrawn * kBatchSize; ++i) {
      const bool asks_misread = random() % 100 < kMisreadShare;
      const std::vector<std::size_t>& from =
          others_.empty() || (asks_misread && !misread_.empty()) ? misread_ : others_;
      const Line& line = lines_[from[random() % from.size()]];
      lines.push_back(random() % 100 < kVariedShare ? varied(line, random) : line);
    }
    drawn_ = minibatches_of(std::move(lines));
    for (std::size_t i = drawn_.size() - 1; i > 0; --i)
      std::swap(drawn_[i], drawn_[random() % (i + 1)]);
  }
  Minibatch out = std::move(drawn_.back());
  drawn_.pop_back();
  return out;
}

}  // namespace codau::lines
