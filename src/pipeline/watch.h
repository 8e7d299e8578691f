// pipeline/watch.h — watches a folder and reads each file once it is complete (`codau watch`).
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "pipeline/inputs/run_hooks.h"
#include "pipeline/inputs/run_options.h"

namespace codau::pipeline {

/// Settings of `codau watch`.
struct WatchOptions {
  RunOptions run;  ///< has one input, the folder to watch
  /// Name or ending of the file that marks others as complete (InboxFolder::Rules::marker).
  std::string marker;
  std::filesystem::path status;  ///< file that holds the current state; empty: OUT/watch.json
  /// Replaces both InboxFolder::Rules::settle and blind_settle, if set.
  std::optional<std::chrono::seconds> settle;
  /// Interval between two scans of the folder if the system reports no changes (network folders).
  std::chrono::seconds poll{10};
};

/// Reads complete files of the folder again and again until `hooks.stopped`. Moves and changes
/// nothing in the folder. Other commands may use the output between two runs.
/// 1. A failed file is tried again with growing pauses, and at once when the file changes.
/// 2. If another command holds the output, or the disk is full, the run is tried again with growing
///    pauses.
/// 3. If the folder disappears (a network is down), the function waits for the folder.
/// 4. A reported change starts a scan. While a file stays open, scans follow with growing pauses,
///    up to one minute, as each scan examines all files.
/// 5. After a file was appended to, the document of its earlier content is removed
///    (RunOptions::follows).
/// The file WatchOptions::status holds the current state. Throws Error{kInterrupted} when stopped,
/// and at once errors that waiting cannot solve: kUsage, kModel, kInternal.
[[noreturn]] void watch(const WatchOptions& options, const RunHooks& hooks);

}  // namespace codau::pipeline
