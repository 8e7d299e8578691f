// pipeline/inputs/interrupt.h — where a run that was asked to stop does so: between two pieces of
// work.
#pragma once

#include "pipeline/inputs/run_hooks.h"

namespace codau::pipeline {

[[nodiscard]] bool is_to_stop(const Hooks& hooks);
/// Throws Error{kInterrupted} where it is to stop.
void stop_if_asked(const Hooks& hooks);

}  // namespace codau::pipeline
