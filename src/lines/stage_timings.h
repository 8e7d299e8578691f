// lines/stage_timings.h — measures the time of the steps of reading a page. For logs only: no
// result may depend on it.
#pragma once

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace codau::ocr {

/// The time of one step.
struct StageTiming {
  std::string stage;        ///< name of the step: small letters and '_'
  double milliseconds = 0;  ///< of processor time
  std::uint32_t calls = 0;  ///< of the recogniser
  bool operator==(const StageTiming&) const = default;
};

/// Measures steps that follow each other. Not thread-safe.
class StageTimings {
 public:
  /// Ends the step before, and begins the step `step`, which must be a string literal. Steps with
  /// the same name add up.
  void begin_stage(std::string_view step);
  /// Counts one call of the recogniser in the present step.
  void count_call() noexcept { ++calls_; }
  /// Ends the step, and returns all steps since the last call, in the order in which they began.
  [[nodiscard]] std::vector<StageTiming> take_timings();

 private:
  void end_stage();
  std::vector<StageTiming> timings_;
  std::string_view stage_;  // that goes on; empty: none
  std::clock_t began_ = 0;
  std::uint32_t calls_ = 0;
};

}  // namespace codau::ocr
