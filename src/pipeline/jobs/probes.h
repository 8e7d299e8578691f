// pipeline/jobs/probes.h — determines format and page count of sources. Workers find them once, and
// the store keeps them.
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

/// Sets format and page count of each source. Precondition: each source has one file. Throws
/// Error{kInterrupted}, Error{kOutput}.
/// 1. Unreadable sources are refused.
/// 2. Attachments become rejects, and the rest of the source is read.
/// 3. A file of unknown format is plain text if its name ends with .txt.
/// 4. With --redo ocr, stored results are ignored.
void probe_sources(std::vector<InputSource>& sources, const RunOptions& options,
                   store::Store& store, JobQueue& job_queue, RejectList& rejects);

/// Counts the wanted pages of each source. A source without any of the chosen pages becomes a
/// reject.
void choose_pages(std::vector<InputSource>& sources, const RunOptions& options,
                  RejectList& rejects);

}  // namespace codau::pipeline
