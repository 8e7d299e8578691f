// app/progress.h — shows the progress of a run on standard error: a bar on a terminal, else a line
// every ten seconds.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "app/language.h"
#include "pipeline/inputs/run_hooks.h"

namespace codau::app {

/// Returns a duration as "0:42", "12:05" or "3:07:00".
[[nodiscard]] std::string format_duration(double seconds);

/// Returns the estimated seconds left, from the average speed since the start. `seconds`: time
/// since the start. While pages are left, only pages count, because they take longest; then only
/// texts. Returns nothing at the end, and before this run has read its first page (or text).
[[nodiscard]] std::optional<double> estimate_seconds_left(const pipeline::RunProgress& progress,
                                                          double seconds);

/// Returns true if the longest item in work takes three seconds or more, long enough for users to
/// wonder.
[[nodiscard]] bool is_slow(const pipeline::WorkInProgress& longest);

/// Returns "trang 3/10, văn bản 1/4, còn 1:05; lâu nhất: a.pdf trang 3 (0:12)", or for texts only
/// "tệp văn bản 5/20, …". Parts without a value are left out. Control characters in the file name
/// are replaced. `seconds`: time since the start.
[[nodiscard]] std::string format_progress_line(const pipeline::RunProgress& progress,
                                               const std::optional<pipeline::WorkInProgress>& slow,
                                               double seconds, Language language);
/// Returns the same line after a bar, in fewer columns than `columns`, so that the line never
/// wraps. If the room is too small, the file name loses its beginning. Then these parts are dropped
/// in this order: the slow item, the bar, documents, the time.
[[nodiscard]] std::string format_progress_bar(const pipeline::RunProgress& progress,
                                              const std::optional<pipeline::WorkInProgress>& slow,
                                              double seconds, std::size_t columns,
                                              Language language);

/// Returns "xem tệp 12/340: a.pdf 35 %" while inputs are examined, in fewer columns than `columns`.
/// A long name loses its beginning.
[[nodiscard]] std::string format_examination_line(const pipeline::InputScanProgress& looking,
                                                  std::size_t columns, Language language);

class ProgressDisplay {
 public:
  explicit ProgressDisplay(Language language);
  /// Shows nothing during the first second.
  void show(const pipeline::InputScanProgress& looking);
  void show(const pipeline::RunProgress& progress);
  void show(const pipeline::WorkInProgress& longest);
  /// Ends the bar, so that a message can follow on a new line.
  void end();

 private:
  using Clock = std::chrono::steady_clock;
  void draw(bool at_once);
  [[nodiscard]] bool is_due(bool at_once) const;
  void put(const std::string& line);

  Language language_;
  bool redraws_;
  bool open_ = false;  // the line shows a bar
  std::optional<pipeline::RunProgress> progress_;
  std::optional<pipeline::WorkInProgress> slow_;
  Clock::time_point begun_ = Clock::now();
  Clock::time_point shown_ = Clock::now();
};

}  // namespace codau::app
