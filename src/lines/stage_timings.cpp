#include "lines/stage_timings.h"

#include <algorithm>
#include <utility>

namespace codau::ocr {

void Laps::begin(std::string_view step) {
  end();
  step_ = step;
  began_ = std::clock();
}

void Laps::end() {
  const std::uint32_t calls = std::exchange(calls_, 0);
  if (step_.empty()) return;
  constexpr double kMilliseconds = 1000.0 / CLOCKS_PER_SEC;
  const double took = static_cast<double>(std::clock() - began_) * kMilliseconds;
  auto lap = std::ranges::find(laps_, step_, &Lap::step);
  if (lap == laps_.end()) lap = laps_.insert(lap, {std::string(step_)});
  lap->milliseconds += took;
  lap->calls += calls;
}

std::vector<Lap> Laps::take() {
  end();
  step_ = {};
  return std::exchange(laps_, {});
}

}  // namespace codau::ocr
