// pipeline/inputs/interrupt.h — where a run that was asked to stop does so: between two pieces of
// work.
#pragma once

#include "pipeline/inputs/run_hooks.h"

namespace codau::pipeline {

[[nodiscard]] bool is_stop_requested(const RunHooks& hooks);
/// Throws Error{kInterrupted} where it is to stop.
void throw_if_stopped(const RunHooks& hooks);

}  // namespace codau::pipeline
