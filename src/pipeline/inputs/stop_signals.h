// pipeline/inputs/stop_signals.h — SIGINT, SIGTERM and SIGHUP as something to ask for.
#pragma once

#include "worker/descriptor.h"

namespace codau::pipeline {

/// From its construction on these signals no longer end the process: a run stops between two pages,
/// not inside a write. One that was ignored before stays ignored, as nohup and the shell's `&` want
/// it. Construct it before any thread.
class StopSignals {
 public:
  StopSignals();
  [[nodiscard]] bool has_arrived() const;

 private:
  worker::Descriptor arrived_;
};

}  // namespace codau::pipeline
