// app/progress.h — how far a run is, on standard error: a bar on a terminal, else now and then a
// line.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "app/language.h"
#include "pipeline/run.h"

namespace codau::app {

/// "trang 3/10, tệp văn bản 5/20, còn 1:05": what there is none of is left out, and the time as
/// long as nothing was read. `seconds` since the start.
[[nodiscard]] std::string progress_text(const pipeline::Progress& progress, double seconds,
                                        Language language);
/// A bar and the text, of `text` alone what there is room for. Precondition: each code point of the
/// text takes one column. The result is less than `columns` wide, so that it never wraps.
[[nodiscard]] std::string progress_bar(std::string text, double share, std::size_t columns);

class ProgressLine {
 public:
  explicit ProgressLine(Language language);
  void show(const pipeline::Progress& progress);
  /// Ends a bar, so that a message can follow on a line of its own.
  void end();

 private:
  using Clock = std::chrono::steady_clock;
  Language language_;
  bool terminal_;
  bool open_ = false;  // a bar stands on the line
  Clock::time_point begun_ = Clock::now();
  Clock::time_point shown_ = Clock::now();
};

}  // namespace codau::app
