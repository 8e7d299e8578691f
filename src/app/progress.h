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

/// Returns the estimated seconds that are left of a run. `elapsed_seconds`: time since its start. A
/// text is a plain-text file, which has no pages.
/// 1. While pages of scans are left, estimates the time for these pages, because they take longest.
/// 2. Afterwards, estimates the time for the texts.
/// The estimate is elapsed_seconds / w · left, where w is the number of pages (or texts) that this
/// run has read or rejected. Pages and texts reused from earlier runs are neither in w nor left.
/// Returns nothing if w is 0, or if nothing is left.
[[nodiscard]] std::optional<double> estimate_seconds_left(const pipeline::RunProgress& progress,
                                                          double elapsed_seconds);

/// Returns true if `longest` has been in work for three seconds or more, so that users wonder.
[[nodiscard]] bool is_slow(const pipeline::WorkInProgress& longest);

/// Returns the progress as a line without line feed. In English it reads "page 3/10, document 1/4,
/// left 1:05; slowest: a.pdf page 3 (0:12)", or for a run with texts only "text file 5/20, left
/// 0:30".
/// 1. `slow`: the page or document longest in work, which follows "slowest". If empty, this part is
///    omitted.
/// 2. `elapsed_seconds`: time since the start. The part "left" is omitted if
///    estimate_seconds_left() returns nothing.
/// Control characters in the file name become U+FFFD.
[[nodiscard]] std::string format_progress_line(const pipeline::RunProgress& progress,
                                               const std::optional<pipeline::WorkInProgress>& slow,
                                               double elapsed_seconds, Language language);
/// Returns the same line after a bar: "[####......] page 3/10, …". The line takes fewer columns
/// than `columns`, so that it never wraps. If it is too long, the file name loses its beginning. If
/// that is not enough, these parts are dropped in this order: "slowest …", the bar, "document 1/4",
/// the time.
[[nodiscard]] std::string format_progress_bar(const pipeline::RunProgress& progress,
                                              const std::optional<pipeline::WorkInProgress>& slow,
                                              double elapsed_seconds, std::size_t columns,
                                              Language language);

/// Returns the line that is shown before pages are read, while a run examines its inputs. In
/// English it reads "looking at file 12/340: a.pdf 35 %". The percentage is the examined part of a
/// large file. The line takes fewer columns than `columns`: a long file name loses its beginning,
/// or is omitted.
[[nodiscard]] std::string format_examination_line(const pipeline::InputScanProgress& scan,
                                                  std::size_t columns, Language language);

/// Shows the progress of one run on standard error. If standard error is a terminal that can redraw
/// lines (app/terminal.h), a bar is redrawn at most ten times a second. Otherwise a line is printed
/// at most every ten seconds. Call show() with each report of RunHooks
/// (pipeline/inputs/run_hooks.h). Call end() before any other output and after the run. Not
/// thread-safe.
class ProgressDisplay {
 public:
  explicit ProgressDisplay(Language language);
  /// Shows format_examination_line(); nothing in the first second after construction.
  void show(const pipeline::InputScanProgress& scan);
  /// Shows the progress. The first call starts the clock for `elapsed_seconds`. When all work is
  /// finished, a terminal shows this at once.
  void show(const pipeline::RunProgress& progress);
  /// Shows the progress again, and names `longest` as slowest if is_slow(longest); otherwise no
  /// file is named. Shows nothing before the first RunProgress.
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
