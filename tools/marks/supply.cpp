#include "supply.h"

#include <utility>

namespace codau::marks {

Supply::Supply(const Pieces& pieces, bool marked, std::uint64_t seed, unsigned threads)
    : pieces_(pieces), marked_(marked), seed_(seed), ready_(kAhead) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { make(); });
}

Supply::~Supply() {
  {
    const std::scoped_lock lock(mutex_);
    ends_ = true;
  }
  room_.notify_all();
}

void Supply::make() {
  for (std::unique_lock lock(mutex_);;) {
    room_.wait(lock, [this] { return ends_ || begun_ < taken_ + kAhead; });
    if (ends_) return;
    const std::uint64_t number = begun_++;
    lock.unlock();
    Chance seed(seed_ + number);
    Chance chance(seed.next());
    Sample sample = sample_of(pieces_, marked_, chance);
    lock.lock();
    ready_[number % kAhead] = std::move(sample);
    if (number == taken_) made_.notify_one();
  }
}

Sample Supply::next() {
  std::unique_lock lock(mutex_);
  std::optional<Sample>& place = ready_[taken_ % kAhead];
  made_.wait(lock, [&place] { return place.has_value(); });
  Sample out = *std::exchange(place, std::nullopt);
  ++taken_;
  lock.unlock();
  room_.notify_one();
  return out;
}

}  // namespace codau::marks
