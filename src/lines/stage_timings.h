// lines/stage_timings.h — what the steps of reading a page take: for the log, never for a result.
#pragma once

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace codau::ocr {

struct StageTiming {
  std::string stage;        ///< small letters and '_'
  double milliseconds = 0;  ///< of processor time
  std::uint32_t calls = 0;  ///< of the recogniser
  bool operator==(const StageTiming&) const = default;
};

class StageTimings {
 public:
  /// The step before ends here. Steps of one name add up. `step` is kept, not copied: a literal.
  void begin_stage(std::string_view step);
  void count_call() noexcept { ++calls_; }
  /// All since the last time, in the order in which they began.
  [[nodiscard]] std::vector<StageTiming> take_timings();

 private:
  void end_stage();
  std::vector<StageTiming> timings_;
  std::string_view stage_;  // that goes on; empty: none
  std::clock_t began_ = 0;
  std::uint32_t calls_ = 0;
};

}  // namespace codau::ocr
