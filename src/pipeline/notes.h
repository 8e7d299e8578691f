// pipeline/notes.h — what the user is told of inputs that are no rejects, in lines of both
// languages.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "core/message.h"
#include "pipeline/inputs.h"
#include "pipeline/sources.h"
#include "store/store.h"

namespace codau::pipeline {

/// Of a list that may be long so many are shown.
inline constexpr std::size_t kShown = 5;

/// What was left out of the inputs.
[[nodiscard]] std::vector<Message> left_out(const Found& found);

/// Documents of earlier runs whose path is now that of another file, one of `sources`. `seen`: the
/// doc_ids of all inputs of this run.
[[nodiscard]] std::vector<Message> superseded(const store::Store& store,
                                              const std::vector<Source>& sources,
                                              const std::set<std::string>& seen);

}  // namespace codau::pipeline
