// pipeline/inputs/run_options.h — the settings of a run.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>

#include "pipeline/inputs/inputs.h"
#include "pipeline/inputs/models.h"

namespace codau::pipeline {

/// The last thing that is done. Before kExports nothing is written to records/ and no PDF is made;
/// before kDocument there are no records, before kRestore there is only ocr.txt. What an earlier
/// run has made beyond it is kept up to date.
enum class StageLimit : std::uint8_t { kOcr, kRestore, kDocument, kExports };

/// What is done again although it is finished: nothing, all, what follows reading, what follows
/// restoration.
enum class RedoScope : std::uint8_t { kNone, kOcr, kText, kRows };

struct RunOptions {
  std::vector<std::filesystem::path> inputs;
  std::filesystem::path out;
  InstallationHome home;
  std::filesystem::path metadata;  ///< pipeline/inputs/metadata.h; empty: none
  std::filesystem::path lexicon;   ///< of the user (--lexicon); empty: none but what OUT has
  std::filesystem::path worker;    ///< the program codau-worker
  std::uint32_t jobs = 1;
  PageSelection pages;
  std::string pages_given;  ///< as the user wrote it, for the manifest
  StageLimit until = StageLimit::kExports;
  std::chrono::seconds timeout_page{120};
  std::uint64_t memory_page = std::uint64_t{2} << 30U;  ///< bytes that a worker may take
  std::set<std::string> formats{"csv", "jsonl", "pdf", "sqlite", "xlsx"};
  Shard shard;
  InputGrouping group = InputGrouping::kNone;
  bool formats_given = false;  ///< they are written however large the output is
  RedoScope redo = RedoScope::kNone;
  bool rehash = false;        ///< inputs are read through, though they look as they did
  bool prune = false;         ///< documents whose files are gone from `inputs` are taken out
  bool allow_secret = false;  ///< documents with a secrecy mark are kept like others
  bool debug_pages = false;   ///< pictures of each page are written, and no other file is changed
  bool keep_strips = false;   ///< the archive keeps strips from here on (store/edits/hand_store.h)
  bool require_sandbox = false;  ///< without both means (worker/sandbox.h) nothing is opened
  std::filesystem::path log;     ///< pipeline/inputs/run_log.h; empty: none
  std::function<bool(const RunInput&)> takes;  ///< which of the files that are there; empty: all
  /// No link in this folder, which is the one input, is followed, and no file outside of it is
  /// opened (watch). Empty: links are followed.
  std::filesystem::path confined_to = {};
  bool follows =
      false;  ///< the earlier version of a file that was written on goes (SourceCatalogue)
};

}  // namespace codau::pipeline
