// pipeline/jobs/work.h — what pages and documents are made with.
#pragma once

#include <cstdint>

#include "pipeline/inputs/page_keys.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/run_log.h"
#include "pipeline/inputs/run_options.h"
#include "pipeline/jobs/document_stage.h"
#include "pipeline/jobs/tally.h"
#include "pipeline/output/requests.h"
#include "store/store.h"

namespace codau::pipeline {

/// Engines and books of a run; all outlive the work. Holds nothing of how far it has come.
struct Means {
  const RunOptions& options;
  const DocumentStage& stage;
  const PageKeys& keys;
  store::Store& store;
  Requests& requests;
  RejectList& rejects;
  Tally& tally;
  const RunLog& log;
  std::int64_t run = 0;  ///< its number (Store::runs)
};

}  // namespace codau::pipeline
