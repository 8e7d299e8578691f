// pipeline/preview.h — what a run would do, found out without doing it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/run.h"

namespace codau::pipeline {

/// By path, sorted; of documents "doc_id path".
struct Preview {
  std::vector<std::string> fresh;    ///< files that no run has seen
  std::vector<std::string> changed;  ///< files that do not look as they did
  std::vector<std::string> refused;  ///< what cannot be opened at all
  std::vector<std::string> gone;     ///< documents that --prune would take out
  std::uint64_t known = 0;           ///< files that are as they were
};

/// Judged by names and times; read through are only files that were just being written when they
/// were last read and, where documents may go, new ones, which may be old ones that moved. Nothing
/// is written. Throws Error{kUsage} as run() does for its inputs, and Error{kOutput}.
[[nodiscard]] Preview preview(const RunOptions& options);

}  // namespace codau::pipeline
