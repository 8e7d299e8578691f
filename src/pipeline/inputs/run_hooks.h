// pipeline/inputs/run_hooks.h — progress and summary of a run, and the callbacks that report them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "pipeline/inputs/rejects.h"

namespace codau::pipeline {

struct RunProgress {
  std::uint64_t pages_done = 0, pages_reused = 0, pages_rejected = 0, pages_all = 0;
  std::uint64_t texts_done = 0, texts_reused = 0, texts_all = 0;  ///< plain text has no pages
  std::uint64_t files_done = 0, files_all = 0;  ///< scans and texts, finished or given up
};
/// Of all that workers do, what they began first.
struct WorkInProgress {
  std::string file;                   ///< as rejects name it
  std::optional<std::uint32_t> page;  ///< nothing: the document, or its PDF, is being made
  double seconds = 0;                 ///< since it was begun
};
/// How far the inputs were looked at.
struct InputScanProgress {
  std::uint64_t files = 0, files_all = 0;
  std::string file;                        ///< one that is read through, as rejects name it
  std::uint64_t bytes = 0, bytes_all = 0;  ///< of it, so far
};
/// What a run asks and tells while it is going on, from its one thread.
struct RunHooks {
  std::function<void(const InputScanProgress&)>
      looking;  ///< at each input, and often within a large one
  std::function<void(const RunProgress&)>
      progress;  ///< before the first and after each page and text
  std::function<void(const WorkInProgress&)>
      in_work;                                  ///< some times a second while workers are busy
  std::function<bool()> stopped;                ///< true: finish what is in hand and stop
  std::function<void(const Message&)> warning;  ///< a line about the run, for the user
  std::function<void(const Message&)> note;     ///< a line about inputs that are no rejects
};

/// Documents that older code made, in any of three stages.
struct OlderDocuments {
  std::uint64_t all = 0;
  std::uint64_t ocr = 0, text = 0, rows = 0;  ///< by the value of --redo that remakes them
  std::uint64_t read_now = 0, made_now = 0;   ///< documents whose pages, or rows, are of this code
};

/// What became of corrections of people in files that were divided anew.
struct CarriedEdits {
  std::size_t carried = 0;  ///< to another document, which has their row now
  std::size_t open = 0;     ///< they wait for review (EDIT_STALE): they have no place any more
};

struct RunSummary {
  RunProgress pages;
  std::uint64_t inputs = 0, documents = 0, rejects = 0;
  std::uint64_t listed = 0;                ///< rejects that OUT has: of earlier runs too
  std::uint64_t partial = 0;               ///< files with pages that nobody has asked for yet
  std::uint64_t removed = 0;               ///< documents that --prune took out
  std::uint64_t in_store = 0, tasks = 0;   ///< documents and tasks that OUT has
  OlderDocuments older;                    ///< of these, documents that older code made
  std::optional<std::uint64_t> to_review;  ///< open doubts that OUT has, while it is small
  double seconds = 0;
  std::vector<Reject> first;  ///< of the rejects, the first kMaxShown (pipeline/output/notes.h)
  /// Files, by normalise_path(), of which something was not done, under all their names here:
  /// whether all of it is for lasting causes (is_lasting()).
  std::map<std::string, bool> failed;
  /// 0, or the ErrorCode that is the program's exit code: kInput (some are listed), kNothingRead.
  int exit_code = 0;
};

}  // namespace codau::pipeline
