// pipeline/jobs/scheduler.h — decides which job starts next while workers are free.
#pragma once

#include <vector>

#include "pipeline/inputs/sources.h"
#include "pipeline/jobs/run_context.h"

namespace codau::pipeline {

/// Marks unchanged sources with finished documents as done, and counts them. Loads no page. Throws
/// Error{kInterrupted}.
void skip_finished(std::vector<InputSource>& sources, const RunContext& context,
                   const RunHooks& hooks);

/// Reserves the names of result files for all sources that were not refused. Renames the results of
/// moved or renamed scans. Commits.
void name_results(const std::vector<InputSource>& sources, store::Store& store);

/// Reads the chosen pages of all sources that were not refused, and makes their documents. A
/// document is made as soon as its pages are complete. Throws Error{kInterrupted}, and errors that
/// end the run. The order of jobs is:
/// 1. complete documents,
/// 2. pages for a second attempt,
/// 3. all other pages.
void read_sources(std::vector<InputSource>& sources, const RunContext& context,
                  const RunHooks& hooks);

}  // namespace codau::pipeline
