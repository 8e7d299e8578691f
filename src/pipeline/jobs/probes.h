// pipeline/jobs/probes.h — what the sources are: format and number of pages, asked of the workers
// once and kept in the store.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/run_options.h"
#include "pipeline/inputs/sources.h"
#include "pipeline/output/job_queue.h"
#include "store/pages/page_store.h"
#include "store/store.h"

namespace codau::pipeline {

/// Sets format and pages of each source, of one file each. What cannot be read is refused;
/// attachments are rejects though the rest of it is read. What is of no known format is plain text
/// where it is named so. With `redo` all are asked again.
/// Throws Error{kInterrupted}, Error{kOutput}.
void probe_sources(std::vector<InputSource>& sources, const RunOptions& options,
                   store::Store& store, JobQueue& job_queue, RejectList& rejects);

/// Counts the pages that are wanted of each source. A choice that it has no page of is a reject.
void choose_pages(std::vector<InputSource>& sources, const RunOptions& options,
                  RejectList& rejects);

}  // namespace codau::pipeline
