// pipeline/inputs/run_hooks.h — defines progress and summary of a run, and the callbacks that
// report them.
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

/// Counts of pages, plain-text files and input files of a run.
struct RunProgress {
  std::uint64_t pages_done = 0, pages_reused = 0, pages_rejected = 0, pages_all = 0;
  /// Plain-text files, which have no pages.
  std::uint64_t texts_done = 0, texts_reused = 0, texts_all = 0;
  /// Scans and texts; done means finished or abandoned.
  std::uint64_t files_done = 0, files_all = 0;
};
/// The oldest job that a worker is busy with.
struct WorkInProgress {
  std::string file;                   ///< as in Reject::file
  std::optional<std::uint32_t> page;  ///< nothing while the document or its PDF is being made
  double seconds = 0;                 ///< since the job began
};
/// Progress of the search through the inputs.
struct InputScanProgress {
  std::uint64_t files = 0, files_all = 0;
  std::string file;  ///< file that is being hashed, as in Reject::file; else empty
  std::uint64_t bytes = 0, bytes_all = 0;  ///< bytes of `file` that were hashed, and its size
};
/// Callbacks of a run. All are called from one thread.
struct RunHooks {
  std::function<void(const InputScanProgress&)>
      looking;  ///< at each input, and often within a large one
  std::function<void(const RunProgress&)>
      progress;  ///< before the first and after each page and text
  std::function<void(const WorkInProgress&)>
      in_work;                                  ///< several times a second while workers are busy
  std::function<bool()> stopped;                ///< true: finish the current work and stop
  std::function<void(const Message&)> warning;  ///< a line about the run, for the user
  std::function<void(const Message&)> note;     ///< a line about inputs that are not rejected
};

/// Numbers of documents that older code made, by stage.
struct OlderDocuments {
  std::uint64_t all = 0;
  std::uint64_t ocr = 0, text = 0, rows = 0;  ///< by the value of --redo that makes them again
  /// Documents whose pages, or rows, current code has made.
  std::uint64_t read_now = 0, made_now = 0;
};

/// Numbers of human corrections in files whose division into documents changed.
struct CarriedEdits {
  std::size_t carried = 0;  ///< moved to the document that has their row now
  std::size_t open = 0;     ///< await review (EDIT_STALE), since no document has their row
};

/// Counts and exit code of a run that came to its end.
struct RunSummary {
  RunProgress pages;
  std::uint64_t inputs = 0, documents = 0, rejects = 0;
  std::uint64_t listed = 0;                ///< rejects listed in OUT, also those of earlier runs
  std::uint64_t partial = 0;               ///< files with pages that no run was asked to read
  std::uint64_t removed = 0;               ///< documents that --prune removed
  std::uint64_t in_store = 0, tasks = 0;   ///< documents and tasks in OUT
  OlderDocuments older;                    ///< documents in OUT that older code made
  std::optional<std::uint64_t> to_review;  ///< open doubts in OUT; nothing if the store is large
  double seconds = 0;
  std::vector<Reject> first;  ///< the first kMaxShown rejects (pipeline/output/notes.h)
  /// Files that were not read completely, under all their paths (normalise_path()). The value is
  /// true if all causes are lasting (is_lasting()).
  std::map<std::string, bool> failed;
  /// Exit code of the program: 0, kInput if rejects are listed, or kNothingRead.
  int exit_code = 0;
};

}  // namespace codau::pipeline
