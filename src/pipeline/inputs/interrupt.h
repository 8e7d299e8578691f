// pipeline/inputs/interrupt.h — stops a run between two units of work if the user asks for it.
#pragma once

#include "pipeline/inputs/run_hooks.h"

namespace codau::pipeline {

/// Returns true if RunHooks::stopped is set and returns true.
[[nodiscard]] bool is_stop_requested(const RunHooks& hooks);
/// Throws Error{kInterrupted} if the run is to stop.
void throw_if_stopped(const RunHooks& hooks);

}  // namespace codau::pipeline
