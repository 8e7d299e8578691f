// pipeline/watch.h — a watched folder: what comes into it is read as soon as it is whole.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "pipeline/inputs/run_hooks.h"
#include "pipeline/inputs/run_options.h"

namespace codau::pipeline {

struct WatchOptions {
  RunOptions run;                              ///< its only input is the folder
  std::string marker;                          ///< InboxFolder::Rules
  std::optional<std::chrono::seconds> settle;  ///< the same, for whoever writes; none: as there
  /// How often the folder is looked through where the system does not tell of changes (network).
  std::chrono::seconds poll{10};
};

/// Runs whatever is ready, again and again, until `hooks.stopped`. Nothing in the folder is moved
/// or changed. Between runs the output is free for other commands. What failed is tried again with
/// growing pauses, and at once when the file changes; so is the output, where another command holds
/// it or the disk is full. A folder that goes away (a network that is down) is waited for. Changes
/// wake it; what waits for none is looked at with growing pauses, up to a minute: a file that
/// somebody keeps open costs a look at all files each time. What a file was before it was written
/// on goes (RunOptions::follows). OUT/watch.json tells how it stands. Throws Error{kInterrupted} in
/// the end, or what no waiting mends: kUsage, kModel, kInternal.
[[noreturn]] void watch(const WatchOptions& options, const RunHooks& hooks);

}  // namespace codau::pipeline
