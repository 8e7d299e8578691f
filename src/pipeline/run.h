// pipeline/run.h — the whole walk: inputs → pages → documents → OUT (design, sections 2 and 3).
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/error.h"
#include "pipeline/inputs.h"
#include "pipeline/models.h"
#include "pipeline/rejects.h"

namespace codau::pipeline {

/// The last thing that is done. Before kExports nothing is written to records/ and no PDF is made;
/// before kDocument there are no records, before kRestore there is only ocr.txt. What an earlier
/// run has made beyond it is kept up to date.
enum class Until : std::uint8_t { kOcr, kRestore, kDocument, kExports };

/// What is done again although it is finished: nothing, all, what follows reading, what follows
/// restoration.
enum class Redo : std::uint8_t { kNone, kOcr, kText, kRows };

struct RunOptions {
  std::vector<std::filesystem::path> inputs;
  std::filesystem::path out;
  Home home;
  std::filesystem::path metadata;  ///< pipeline/metadata.h; empty: none
  std::filesystem::path lexicon;   ///< of the user (--lexicon); empty: none but what OUT has
  std::filesystem::path worker;    ///< the program codau-worker
  std::uint32_t jobs = 1;
  PageChoice pages;
  std::string pages_given;  ///< as the user wrote it, for the manifest
  Until until = Until::kExports;
  std::chrono::seconds timeout_page{120};
  std::uint64_t memory_page = std::uint64_t{2} << 30U;  ///< bytes that a worker may take
  std::set<std::string> formats{"csv", "jsonl", "pdf", "sqlite", "xlsx"};
  Shard shard;
  Group group = Group::kNone;
  bool formats_given = false;  ///< they are written however large the output is
  Redo redo = Redo::kNone;
  bool rehash = false;        ///< inputs are read through, though they look as they did
  bool prune = false;         ///< documents whose files are gone from `inputs` are taken out
  bool allow_secret = false;  ///< documents with a secrecy mark are kept like others
  bool debug_pages = false;   ///< pictures of each page are written, and no other file is changed
  bool require_sandbox = false;  ///< without both means (worker/sandbox.h) nothing is opened
  std::filesystem::path log;     ///< pipeline/run_log.h; empty: none
  std::function<bool(const Input&)> takes;  ///< which of the files that are there; empty: all
  /// No link in this folder, which is the one input, is followed, and no file outside of it is
  /// opened (watch). Empty: links are followed.
  std::filesystem::path confined_to = {};
  bool follows = false;  ///< the earlier version of a file that was written on goes (Catalogue)
};

struct Progress {
  std::uint64_t pages_done = 0, pages_reused = 0, pages_rejected = 0, pages_all = 0;
  std::uint64_t texts_done = 0, texts_reused = 0, texts_all = 0;  ///< plain text has no pages
  std::uint64_t files_done = 0, files_all = 0;  ///< scans and texts, finished or given up
};
/// Of all that workers do, what they began first.
struct InWork {
  std::string file;                   ///< as rejects name it
  std::optional<std::uint32_t> page;  ///< nothing: the document, or its PDF, is being made
  double seconds = 0;                 ///< since it was begun
};
/// How far the inputs were looked at.
struct Looking {
  std::uint64_t files = 0, files_all = 0;
  std::string file;                        ///< one that is read through, as rejects name it
  std::uint64_t bytes = 0, bytes_all = 0;  ///< of it, so far
};
/// What a run asks and tells while it is going on, from its one thread.
struct Hooks {
  std::function<void(const Looking&)> looking;    ///< at each input, and often within a large one
  std::function<void(const Progress&)> progress;  ///< before the first and after each page and text
  std::function<void(const InWork&)> in_work;     ///< some times a second while workers are busy
  std::function<bool()> stopped;                  ///< true: finish what is in hand and stop
  std::function<void(const Message&)> warning;    ///< a line about the run, for the user
  std::function<void(const Message&)> note;       ///< a line about inputs that are no rejects
};

/// Documents that older code made, in any of three stages.
struct OlderDocuments {
  std::uint64_t all = 0;
  std::uint64_t ocr = 0, text = 0, rows = 0;  ///< by the value of --redo that remakes them
  std::uint64_t read_now = 0, made_now = 0;   ///< documents whose pages, or rows, are of this code
};

struct Summary {
  Progress pages;
  std::uint64_t inputs = 0, documents = 0, rejects = 0;
  std::uint64_t listed = 0;                ///< rejects that OUT has: of earlier runs too
  std::uint64_t partial = 0;               ///< files with pages that nobody has asked for yet
  std::uint64_t removed = 0;               ///< documents that --prune took out
  std::uint64_t in_store = 0, tasks = 0;   ///< documents and tasks that OUT has
  OlderDocuments older;                    ///< of these, documents that older code made
  std::optional<std::uint64_t> to_review;  ///< open doubts that OUT has, while it is small
  double seconds = 0;
  std::vector<Reject> first;  ///< of the rejects, the first kShown (pipeline/notes.h)
  /// Files, by place_of(), of which something was not done, under all their names here: whether all
  /// of it is for lasting causes (is_lasting()).
  std::map<std::string, bool> failed;
  /// 0, or the ErrorCode that is the program's exit code: kInput (some are listed), kNothingRead.
  int exit_code = 0;
};

/// Does everything, or throws the Error of the whole run: kUsage, kOutput, kModel, kInternal,
/// kInterrupted. What was finished by then is kept, and the same call goes on from there.
/// Laws: the files of OUT do not depend on `jobs`, on the order of inputs, or on how often the run
/// was stopped, but for the last key of manifest.json.
[[nodiscard]] Summary run(const RunOptions& options, const Hooks& hooks);

}  // namespace codau::pipeline
