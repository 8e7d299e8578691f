// pipeline/output/output_guard.h — where a run must not write.
#pragma once

#include "pipeline/inputs/run_options.h"

namespace codau::pipeline {

/// Throws Error{kUsage}, before anything is written, where OUT is no output of a run and has
/// something under a name that a run keeps there (exports::is_kept_by_run); where an input is or
/// lies in what a run keeps in OUT; where the log is an input, belongs to what a run keeps in its
/// output, or is a file that is no log of a run.
void check_output_places(const RunOptions& options);

}  // namespace codau::pipeline
