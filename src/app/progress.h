// app/progress.h — how far a run is, on standard error: a bar on a terminal, else now and then a
// line.
#pragma once

#include <chrono>

#include "app/language.h"
#include "pipeline/run.h"

namespace codau::app {

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
