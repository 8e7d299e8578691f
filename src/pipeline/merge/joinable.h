// pipeline/merge/joinable.h — whether outputs may be joined: all shards there and finished, of the
// same inputs, and all made by the same means.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/message.h"
#include "store/changes/output_origin.h"

namespace codau::pipeline {

/// What an output says of itself.
struct OutputFacts {
  std::filesystem::path folder;
  bool is_finished = false, has_documents = false;
  store::OutputOrigin origin;
  bool is_under_review = false;  ///< not finished since a review is going on, or was stopped
};

/// Stands among the shards of an output while another is joined to it: a merge that was stopped
/// goes on with all that it was given.
[[nodiscard]] std::string make_merging_mark(const std::filesystem::path& output);

/// Throws Error{kUsage}, which names the outputs and says what to do. `target`: of the output that
/// they are joined to; without a folder where it is not there yet. What could be joined in doubt
/// only: shards of other inputs than the rest (`mixed`), and beside shards that say of which inputs
/// they are, those that an older codau has made, which do not.
[[nodiscard]] std::vector<Message> require_joinable(const std::vector<OutputFacts>& outputs,
                                                    const OutputFacts& target, bool mixed);

}  // namespace codau::pipeline
