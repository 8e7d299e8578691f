// pipeline/run.h — the whole walk: inputs → pages → documents → OUT (design, sections 2 and 3).
#pragma once

#include "pipeline/inputs/run_hooks.h"
#include "pipeline/inputs/run_options.h"

namespace codau::pipeline {

/// Does everything, or throws the Error of the whole run: kUsage, kOutput, kModel, kInternal,
/// kInterrupted. What was finished by then is kept, and the same call goes on from there.
/// Laws: the files of OUT do not depend on `jobs`, on the order of inputs, or on how often the run
/// was stopped, but for the last key of manifest.json.
[[nodiscard]] RunSummary run(const RunOptions& options, const RunHooks& hooks);

}  // namespace codau::pipeline
