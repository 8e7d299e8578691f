// pipeline/preview.h — what a run would do, found out without doing it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/inputs/run_options.h"

namespace codau::pipeline {

/// By path, sorted; of documents "doc_id path".
struct RunPreview {
  std::vector<std::string> fresh;    ///< files that no run has seen
  std::vector<std::string> changed;  ///< files that do not look as they did
  /// As they were, but what becomes of them is still to be found out: a run was stopped, or could
  /// not read them.
  std::vector<std::string> unfinished;
  std::vector<std::string> refused;  ///< what cannot be opened at all
  std::vector<std::string> gone;     ///< documents that --prune would take out
  std::uint64_t known = 0;           ///< files that are as they were, and done
};

/// Judged by names and times; read through are only files that were just being written when they
/// were last read and, where documents may go, new and changed ones: what they hold may have moved.
/// Nothing is written, in no file. Throws Error{kUsage} as run() does for its inputs,
/// Error{kOutput}, and Error{kNothingRead} for a store of an older version, of which a run would
/// make one of this.
[[nodiscard]] RunPreview preview_run(const RunOptions& options);

}  // namespace codau::pipeline
