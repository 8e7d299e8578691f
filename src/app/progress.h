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
/// since the start. RunProgress counts pages of scans and texts (plain-text files, without pages).
/// 1. While pages are left, the estimate is for the pages, because they take longest.
/// 2. Afterwards the estimate is for the texts.
/// Pages and texts reused from earlier runs are finished, but do not count for the speed. Rejected
/// pages count. Returns nothing at the end, and while the speed is unknown.
[[nodiscard]] std::optional<double> estimate_seconds_left(const pipeline::RunProgress& progress,
                                                          double seconds);

/// Returns true if the item has been in work for three seconds or more: users begin to wonder.
[[nodiscard]] bool is_slow(const pipeline::WorkInProgress& longest);

/// Returns, in English, "page 3/10, document 1/4, left 1:05; slowest: a.pdf page 3 (0:12)". If the
/// run has texts only: "text file 5/20, left 0:30".
/// 1. `slow`: the item longest in work, named after "slowest"; nothing: left out.
/// 2. `seconds`: time since the start. The time left is left out if unknown.
/// Control characters in the file name are replaced by U+FFFD.
[[nodiscard]] std::string format_progress_line(const pipeline::RunProgress& progress,
                                               const std::optional<pipeline::WorkInProgress>& slow,
                                               double seconds, Language language);
/// Returns the same line after a bar: "[####......] page 3/10, …". Takes fewer columns than
/// `columns`, so that the line never wraps. If the columns do not suffice, the file name loses its
/// beginning. Then these parts are dropped in this order: the slow item, the bar, the documents
/// ("document 1/4"), the time.
[[nodiscard]] std::string format_progress_bar(const pipeline::RunProgress& progress,
                                              const std::optional<pipeline::WorkInProgress>& slow,
                                              double seconds, std::size_t columns,
                                              Language language);

/// Returns the line for the time before pages are read, while a run examines its inputs. In
/// English: "looking at file 12/340: a.pdf 35 %", with the part of a large file that was examined.
/// Takes fewer columns than `columns`: a long file name loses its beginning, or is left out.
[[nodiscard]] std::string format_examination_line(const pipeline::InputScanProgress& scan,
                                                  std::size_t columns, Language language);

/// Shows the progress of one run on standard error. If a terminal can redraw lines
/// (app/terminal.h), a bar is redrawn at most ten times a second. Otherwise a line is printed at
/// most every ten seconds. Call show() with each report of RunHooks (pipeline/inputs/run_hooks.h),
/// and end() before any other output and after the run. Not thread-safe.
class ProgressDisplay {
 public:
  explicit ProgressDisplay(Language language);
  /// Shows how many inputs are examined; nothing in the first second after construction.
  void show(const pipeline::InputScanProgress& scan);
  /// Shows the progress. The first call starts the clock of the time left. A terminal shows the
  /// finished state at once.
  void show(const pipeline::RunProgress& progress);
  /// Keeps the item longest in work. The next lines name the item if is_slow(longest). Shows
  /// nothing before the first RunProgress.
  void show(const pipeline::WorkInProgress& longest);
  /// Ends the line of the bar, so that a message can follow on a new line. A later show() begins a
  /// new bar. Does nothing without a bar.
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
