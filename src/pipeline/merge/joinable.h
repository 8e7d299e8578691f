// pipeline/merge/joinable.h — checks whether outputs may be merged: complete, finished shards of
// the same inputs, made with the same code, models and settings.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/message.h"
#include "store/changes/output_origin.h"

namespace codau::pipeline {

/// The properties of an output that decide on a merge.
struct OutputFacts {
  std::filesystem::path folder;
  bool is_finished = false, has_documents = false;
  store::OutputOrigin origin;
  bool is_under_review = false;  ///< unfinished, since a review is open or was stopped
};

/// Returns the shard entry of an output that is being merged into another. After a stop, the
/// entries tell which outputs the same merge needs again.
[[nodiscard]] std::string make_merging_mark(const std::filesystem::path& output);

/// Checks that the outputs may be merged, and returns warnings. Throws Error{kUsage} that names the
/// outputs and the remedy. The `target` is the output that receives the others. Its folder is empty
/// if it does not exist yet. There are two warnings:
/// 1. With `mixed`, some shards come from other inputs than most.
/// 2. A shard of an older codau does not record its inputs, while others do.
[[nodiscard]] std::vector<Message> require_joinable(const std::vector<OutputFacts>& outputs,
                                                    const OutputFacts& target, bool mixed);

}  // namespace codau::pipeline
