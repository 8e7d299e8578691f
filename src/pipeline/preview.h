// pipeline/preview.h — predicts the work of a run without changing any file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/inputs/run_options.h"

namespace codau::pipeline {

/// Input files by their state, and the documents that --prune would remove. Each list is sorted.
/// Files are named by path, documents as "doc_id path".
struct RunPreview {
  std::vector<std::string> fresh;  ///< files that no run has seen
  /// Files whose content or file times differ from those that an earlier run saw.
  std::vector<std::string> changed;
  /// Unchanged files that an earlier run was stopped at, or could not read.
  std::vector<std::string> unfinished;
  std::vector<std::string> refused;  ///< files that cannot be opened
  std::vector<std::string> gone;     ///< documents that --prune would remove
  std::uint64_t known = 0;           ///< number of files that are unchanged and finished
};

/// Predicts which inputs a run with these options would read. Writes no file. Files are compared by
/// path and file times, and are hashed only in two cases:
/// 1. The file was still being written when an earlier run hashed it.
/// 2. `options.prune` is set and the file is new or changed, as content may have moved to another
///    path.
/// Throws Error{kUsage} for wrong inputs, as run() does. Throws Error{kOutput} if the store cannot
/// be read. Throws Error{kNothingRead} for a store of an older version, which a run would convert.
[[nodiscard]] RunPreview preview_run(const RunOptions& options);

}  // namespace codau::pipeline
