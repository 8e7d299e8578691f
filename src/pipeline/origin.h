// pipeline/origin.h — what a run notes in the store about itself (store/origin.h), so that outputs
// can be joined: of which shard it is, and by what means its documents are made.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/document_stage.h"
#include "pipeline/inputs.h"
#include "pipeline/page_keys.h"
#include "store/store.h"

namespace codau::pipeline {

/// Before anything is done: an output that a run was stopped in is not finished, and of this shard.
void begin_origin(store::Store& store, const Shard& shard);

/// At the end of a run that has come to `documents` documents, new and known. A run of no shard
/// makes the output a whole one. Where the store has documents that the run has not come to, keys
/// of earlier runs stay.
void end_origin(store::Store& store, const Shard& shard, const DocumentStage& stage,
                const PageKeys& keys, std::uint64_t documents);

/// Whether documents, or pages, are not all made by the same means. `keys`: of all outputs.
[[nodiscard]] bool are_mixed(const std::vector<std::string>& keys);

}  // namespace codau::pipeline
