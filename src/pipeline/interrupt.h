// pipeline/interrupt.h — where a run that was asked to stop does so: between two pieces of work.
#pragma once

#include "pipeline/run.h"

namespace codau::pipeline {

/// Throws Error{kInterrupted} where `hooks` say that the run is to stop.
void stop_if_asked(const Hooks& hooks);

}  // namespace codau::pipeline
