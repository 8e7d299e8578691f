#include "lines/stage_timings.h"

#include <algorithm>
#include <utility>

namespace codau::ocr {

void StageTimings::begin_stage(std::string_view step) {
  end_stage();
  stage_ = step;
  began_ = std::clock();
}

void StageTimings::end_stage() {
  const std::uint32_t calls = std::exchange(calls_, 0);
  if (stage_.empty()) return;
  constexpr double kMilliseconds = 1000.0 / CLOCKS_PER_SEC;
  const double took = static_cast<double>(std::clock() - began_) * kMilliseconds;
  auto timing = std::ranges::find(timings_, stage_, &StageTiming::stage);
  if (timing == timings_.end()) timing = timings_.insert(timing, {std::string(stage_)});
  timing->milliseconds += took;
  timing->calls += calls;
}

std::vector<StageTiming> StageTimings::take_timings() {
  end_stage();
  stage_ = {};
  return std::exchange(timings_, {});
}

}  // namespace codau::ocr
