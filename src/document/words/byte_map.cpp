#include "document/words/byte_map.h"

#include <algorithm>

namespace codau::document {

std::size_t ByteMap::run_of(std::size_t index) const {
  const auto behind = std::ranges::upper_bound(runs_, index, {}, &Run::begin);
  return static_cast<std::size_t>(behind - runs_.begin()) - 1;
}

std::uint32_t ByteMap::operator[](std::size_t index) const {
  const Run& run = runs_[run_of(index)];
  return run.number + static_cast<std::uint32_t>(index) - run.begin;
}

void ByteMap::push_back(std::uint32_t number) {
  const bool goes_on =
      !runs_.empty() && runs_.back().number + (size_ - runs_.back().begin) == number;
  if (!goes_on) runs_.push_back({size_, number});
  ++size_;
}

void ByteMap::append(const ByteMap& other, std::size_t begin, std::size_t end, std::uint32_t by) {
  if (begin >= end) return;
  for (std::size_t r = other.run_of(begin); begin < end; ++r) {
    const bool is_last = r + 1 == other.runs_.size();
    const std::size_t stop = is_last ? end : std::min<std::size_t>(end, other.runs_[r + 1].begin);
    push_back(other[begin] + by);
    size_ += static_cast<std::uint32_t>(stop - begin) - 1;
    begin = stop;
  }
}

}  // namespace codau::document
