// pipeline/work.h — what pages and documents are made with.
#pragma once

#include <cstdint>

#include "pipeline/document_stage.h"
#include "pipeline/page_keys.h"
#include "pipeline/reject_list.h"
#include "pipeline/requests.h"
#include "pipeline/run_options.h"
#include "pipeline/run_log.h"
#include "pipeline/tally.h"
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
