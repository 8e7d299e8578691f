// pipeline/catalogue.h — which sources there are: the distinct files among the inputs of a run.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "pipeline/inputs.h"
#include "pipeline/reject_list.h"
#include "pipeline/run.h"
#include "pipeline/sources.h"

namespace codau::pipeline {

struct Catalogue {
  std::vector<Source> sources;  ///< of this shard, in the order of the inputs
  std::set<std::string> seen;   ///< doc_ids of all inputs, of other shards too
  std::uint64_t inputs = 0;     ///< of this shard: names of sources, and what could not be read
};

/// Files with the same bytes are one source with several names, which are sorted. What cannot be
/// read is a reject, of the first shard: without a hash no other has it. The log of the run, which
/// may lie beside the inputs, is none of them.
/// Throws Error{kInterrupted}.
[[nodiscard]] Catalogue catalogue_of(const std::vector<Input>& inputs, const RunOptions& options,
                                     const Hooks& hooks, RejectList& rejects);

}  // namespace codau::pipeline
