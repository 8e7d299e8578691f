// pipeline/output/output_guard.h — refuses output folders and logs that would overwrite other
// files.
#pragma once

#include "pipeline/inputs/run_options.h"

namespace codau::pipeline {

/// Checks the output folder, the inputs and the log of a run before anything is written. The names
/// that a run keeps in OUT are those of exports::is_kept_by_run(). Throws Error{kUsage} in three
/// cases:
/// 1. OUT is no output of a run and already has an entry with such a name.
/// 2. An input is such an entry of OUT, or lies below one.
/// 3. The log is an input, or is such an entry of OUT, or exists and is no log of a run.
void check_output_places(const RunOptions& options);

}  // namespace codau::pipeline
