// lines/stage_timings.h — what the steps of reading a page take: for the log, never for a result.
#pragma once

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace codau::ocr {

struct Lap {
  std::string step;         ///< small letters and '_'
  double milliseconds = 0;  ///< of processor time
  std::uint32_t calls = 0;  ///< of the recogniser
  bool operator==(const Lap&) const = default;
};

class Laps {
 public:
  /// The step before ends here. Steps of one name add up. `step` is kept, not copied: a literal.
  void begin(std::string_view step);
  void count_call() noexcept { ++calls_; }
  /// All since the last time, in the order in which they began.
  [[nodiscard]] std::vector<Lap> take();

 private:
  void end();
  std::vector<Lap> laps_;
  std::string_view step_;  // that goes on; empty: none
  std::clock_t began_ = 0;
  std::uint32_t calls_ = 0;
};

}  // namespace codau::ocr
