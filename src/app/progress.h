// app/progress.h — shows the progress of a run on standard error: a bar on a terminal, else a line
// every ten seconds.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "core/language.h"
#include "pipeline/backup/back_up.h"
#include "pipeline/inputs/run_hooks.h"

namespace codau::app {

/// Returns a duration as minutes and seconds ("0:42", "12:05"), or with hours ("3:07:00").
[[nodiscard]] std::string format_duration(double seconds);

/// Returns true if `longest` has been in work for three seconds or more. The progress then names
/// it. `longest`: the page or document that has been in work longest of all (RunHooks::in_work).
[[nodiscard]] bool is_slow(const pipeline::WorkInProgress& longest);

/// Returns the progress as a line without line feed. In English it reads "page 3/10, document 1/4,
/// left 1:05; slowest: a.pdf page 3 (0:12)". A run of plain-text files alone has "text file 5/20"
/// instead of pages and documents.
/// 1. "left" is followed by the time of estimate_remaining_seconds(); omitted if that returns
///    nothing. `elapsed_seconds`: time since the start of the run.
/// 2. "slowest" is followed by `slow`, the page or document longest in work, and its time in work.
///    Omitted if `slow` is empty. Control characters in the file name become U+FFFD.
[[nodiscard]] std::string format_progress_line(const pipeline::RunProgress& progress,
                                               const std::optional<pipeline::WorkInProgress>& slow,
                                               double elapsed_seconds, Language language);
/// Returns the same line after a bar: "[####......] page 3/10, …". The line takes fewer columns
/// than `columns`, so that it never wraps. If it is too long, the file name loses its beginning. If
/// that is not enough, these parts are omitted in this order: "slowest …", the bar, "document 1/4",
/// "left …".
[[nodiscard]] std::string format_progress_bar(const pipeline::RunProgress& progress,
                                              const std::optional<pipeline::WorkInProgress>& slow,
                                              double elapsed_seconds, std::size_t columns,
                                              Language language);

/// Returns the line for the time before pages are read, when a run examines its inputs. In English
/// it reads "looking at file 12/340: a.pdf 35 %". The percentage is the share of the file's bytes
/// that have been read. Without a file in InputScanProgress::file, the line only counts files. The
/// line takes fewer columns than `columns`: a long file name loses its beginning, or is omitted.
[[nodiscard]] std::string format_examination_line(const pipeline::InputScanProgress& scan,
                                                  std::size_t columns, Language language);

/// Returns the line for copying to or from a backup: "file 12/340, 35 %, left 1:05". The remaining
/// time follows from the copied bytes; it is omitted in the first second. The line takes fewer
/// columns than `columns`, or only counts files.
[[nodiscard]] std::string format_copy_line(const pipeline::CopyProgress& progress,
                                           double elapsed_seconds, std::size_t columns,
                                           Language language);

/// Shows the progress of one run on standard error. If standard error is a terminal that can redraw
/// lines (app/terminal.h), a bar is redrawn at most ten times a second. Otherwise a line is printed
/// at most every ten seconds. Pass each report of RunHooks (pipeline/inputs/run_hooks.h) to show().
/// Call end() before any other output and after the run. Not thread-safe.
class ProgressDisplay {
 public:
  explicit ProgressDisplay(Language language);
  /// Calls end(), so that an error message begins on a new line.
  ~ProgressDisplay() { end(); }
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;
  /// Shows format_examination_line(); nothing in the first second after construction.
  void show(const pipeline::InputScanProgress& scan);
  /// Shows format_copy_line(); nothing in the first second after construction.
  void show(const pipeline::CopyProgress& progress);
  /// Shows the progress. The first call starts the clock for `elapsed_seconds`. When all work is
  /// finished, a terminal shows this at once.
  void show(const pipeline::RunProgress& progress);
  /// Shows the progress again, with `longest` after "slowest" if is_slow(longest). Shows nothing
  /// before the first RunProgress.
  void show(const pipeline::WorkInProgress& longest);
  /// Draws the latest progress of the run, and ends the line of the bar, so that a message can
  /// follow on a new line. A later show() begins a new bar. Does nothing if no bar is shown.
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
