// pipeline/jobs/scheduler.h — what is done next while workers are free.
#pragma once

#include <vector>

#include "pipeline/inputs/sources.h"
#include "pipeline/jobs/run_context.h"

namespace codau::pipeline {

/// Marks sources whose documents are finished and of which nothing is new, and counts them: no page
/// is fetched for that. Throws Error{kInterrupted}.
void skip_finished(std::vector<InputSource>& sources, const RunContext& context,
                   const RunHooks& hooks);

/// Gives the results of all sources that were not refused their names, and moves those of scans
/// that were moved or renamed. Commits.
void name_results(const std::vector<InputSource>& sources, store::Store& store);

/// Reads the chosen pages of all sources that were not refused, and makes their documents, each as
/// soon as its pages are there: what is complete goes before pages, PDFs before documents, pages
/// that were lost before all others. Throws Error{kInterrupted}, and errors of the run.
void read_sources(std::vector<InputSource>& sources, const RunContext& context,
                  const RunHooks& hooks);

}  // namespace codau::pipeline
