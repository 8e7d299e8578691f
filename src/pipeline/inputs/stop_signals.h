// pipeline/inputs/stop_signals.h — blocks SIGINT, SIGTERM and SIGHUP, so that a run can poll for
// them.
#pragma once

#include "worker/descriptor.h"

namespace codau::pipeline {

/// Blocks the three signals, so that they no longer end the process. A run then stops between two
/// pages and never inside a write. A signal that was ignored before stays ignored, as nohup and the
/// shell's `&` need. Construct this before any thread starts.
class StopSignals {
 public:
  StopSignals();
  [[nodiscard]] bool has_arrived() const;

 private:
  worker::Descriptor arrived_;
};

}  // namespace codau::pipeline
