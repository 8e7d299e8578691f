// pipeline/jobs/run_context.h — bundles the objects that page and document jobs need.
#pragma once

#include <cstdint>

#include "pipeline/inputs/page_keys.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/run_log.h"
#include "pipeline/inputs/run_options.h"
#include "pipeline/jobs/document_stage.h"
#include "pipeline/jobs/progress_counter.h"
#include "pipeline/output/job_queue.h"
#include "store/store.h"

namespace codau::pipeline {

/// References to settings, store, workers and lists of a run; all must outlive the jobs.
struct RunContext {
  const RunOptions& options;
  const DocumentStage& stage;
  const PageKeys& keys;
  store::Store& store;
  JobQueue& job_queue;
  RejectList& rejects;
  ProgressCounter& counter;
  const RunLog& log;
  std::int64_t run = 0;  ///< number of the run (Store::runs)
};

}  // namespace codau::pipeline
