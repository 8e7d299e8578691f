// pipeline/output_guard.h — where a run must not write.
#pragma once

#include "pipeline/run.h"

namespace codau::pipeline {

/// Throws Error{kUsage}, before anything is written, where OUT is a folder with something in it
/// that is no output of a run; where an input is OUT or lies in it; where the log is an input,
/// belongs to what a run keeps in its output, or is a file that is no log of a run.
void refuse_foreign_places(const RunOptions& options);

}  // namespace codau::pipeline
