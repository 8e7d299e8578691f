// pipeline/jobs/run_context.h — what pages and documents are made with.
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

/// Engines and books of a run; all outlive the work. Holds nothing of how far it has come.
struct RunContext {
  const RunOptions& options;
  const DocumentStage& stage;
  const PageKeys& keys;
  store::Store& store;
  JobQueue& job_queue;
  RejectList& rejects;
  ProgressCounter& counter;
  const RunLog& log;
  std::int64_t run = 0;  ///< its number (Store::runs)
};

}  // namespace codau::pipeline
