// pipeline/run.h — runs the whole pipeline: inputs → pages → documents → OUT (design, sections 2
// and 3).
#pragma once

#include "pipeline/inputs/run_hooks.h"
#include "pipeline/inputs/run_options.h"

namespace codau::pipeline {

/// Reads all inputs into the output folder and returns a summary. Throws the Error that ends the
/// run: kUsage, kOutput, kModel, kInternal or kInterrupted. Finished work is kept after an error,
/// and the same call continues from there.
/// Law: the files of OUT do not depend on `jobs`, the order of inputs, or the number of
/// interruptions. Only the last key of manifest.json may differ.
[[nodiscard]] RunSummary run(const RunOptions& options, const RunHooks& hooks);

}  // namespace codau::pipeline
