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

/// The last stage of a run. kOcr writes only ocr.txt, kRestore also the restored text, kDocument
/// also records. kExports also writes records/ and PDFs. Results that an earlier run made beyond
/// the limit are kept up to date.
enum class StageLimit : std::uint8_t { kOcr, kRestore, kDocument, kExports };

/// The stages that are repeated for finished documents: none, all, all after OCR, all after
/// restoration.
enum class RedoScope : std::uint8_t { kNone, kOcr, kText, kRows };

/// Settings of a run, as the command line gives them.
struct RunOptions {
  std::vector<std::filesystem::path> inputs;
  std::filesystem::path out;
  InstallationHome home;
  std::filesystem::path metadata;  ///< pipeline/inputs/metadata.h; empty: none
  std::filesystem::path lexicon;   ///< lexicon of the user (--lexicon); empty: only those of OUT
  std::filesystem::path worker;    ///< the program codau-worker
  std::uint32_t jobs = 1;
  PageSelection pages;
  std::string pages_given;  ///< `pages` as the user wrote it, for the manifest
  StageLimit until = StageLimit::kExports;
  std::chrono::seconds timeout_page{120};
  std::uint64_t memory_page = std::uint64_t{2} << 30U;  ///< memory limit of a worker in bytes
  std::set<std::string> formats{"csv", "jsonl", "pdf", "sqlite", "xlsx"};
  Shard shard;
  InputGrouping group = InputGrouping::kNone;
  /// True if the user gave `formats`. All of them are then written, even for a large output.
  bool formats_given = false;
  RedoScope redo = RedoScope::kNone;
  bool rehash = false;        ///< hash all inputs again, even if their file times are unchanged
  bool prune = false;         ///< remove documents whose files are gone from `inputs`
  bool allow_secret = false;  ///< keep documents with a secrecy mark
  bool debug_pages = false;   ///< write debug images of each page, and change no other file
  /// Keep image strips of handwriting from now on (store/edits/hand_store.h).
  bool keep_strips = false;
  /// Open no file unless both sandbox mechanisms work (worker/sandbox.h).
  bool require_sandbox = false;
  std::filesystem::path log;                   ///< pipeline/inputs/run_log.h; empty: none
  std::function<bool(const RunInput&)> takes;  ///< selects input files; empty: all
  /// The only input folder if links must not be followed (watch). No file outside of this folder is
  /// opened. Empty: links are followed.
  std::filesystem::path confined_to = {};
  /// If a file was appended to, remove the document of its earlier content (SourceCatalogue).
  bool follows = false;
};

}  // namespace codau::pipeline
