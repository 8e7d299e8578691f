// app/run_command.h — `codau run`: reads documents and writes their text, tables and other results
// to a folder, the output (OUT).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau run`, with their defaults. Parsing refuses values outside a stated
/// list or range; run() checks the rest. Empty: the option is not given.
struct RunCommand {
  std::vector<std::string> inputs;  ///< files and folders to read; at least one
  std::string out;                  ///< --out: folder of the output; may exist; required

  // Choice of inputs and results.
  std::string pages;     ///< --pages: pages to read, such as "1-3,7"; empty: all
  std::string shard;     ///< --shard: do only part I of N, such as "2/4"; empty: all inputs
  std::string group;     ///< --group: only "folder": the page images in a folder are a document
  std::string metadata;  ///< --metadata: CSV file with the type of each document
  /// --until: last stage, one of "ocr", "restore", "document", "exports".
  std::string until = "exports";
  std::vector<std::string> formats;  ///< --formats; empty: csv, jsonl, pdf, sqlite, xlsx
  bool allow_secret = false;         ///< --allow-secret: also keep documents with a secrecy mark

  // Repetition of earlier work.
  std::string redo;      ///< --redo: first stage to repeat, one of "ocr", "text", "rows"
  bool rehash = false;   ///< --rehash: read every file to see whether it has changed
  bool prune = false;    ///< --prune: remove documents whose files are gone from `inputs`
  bool dry_run = false;  ///< --dry-run: write nothing, only print what the run would do

  // Execution.
  std::uint32_t jobs = 0;            ///< --jobs: pages read at a time, 1 to 1024; 0: processors
  std::uint32_t timeout_page = 120;  ///< --timeout-page: seconds for one page, 1 to 86,400
  std::uint32_t memory_page = 2048;  ///< --memory-page: MiB for one page, 64 to 1,048,576
  std::string models;   ///< --models: folder with models/; empty: see app/installation.h
  std::string lexicon;  ///< --lexicon: folder of a user's tables of words, besides that of OUT
  std::string log;      ///< --log: file to which events are appended as JSON lines
  bool require_sandbox = false;  ///< --require-sandbox: fail if workers cannot be fully isolated
  bool debug_pages = false;      ///< --debug-pages: also draw the steps of each page
  bool quiet = false;            ///< --quiet: print only errors, warnings and rejects
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, RunCommand& command, Language language);

/// Runs the command. A reject is a file or page that cannot be read. Returns the exit code:
/// 1. With `dry_run`: 0.
/// 2. If the inputs have no document, neither new nor known from an earlier run: 4. Exception: a
///    shard without inputs.
/// 3. If the output lists rejects, of this run or an earlier one: 3.
/// 4. Otherwise: 0.
/// Throws if the run cannot finish; the same command later continues it:
/// 1. Error{kUsage}: an option is invalid, an input is missing, or a result would replace a
///    file that is not from codau.
/// 2. Error{kOutput}: a result cannot be written, `metadata` cannot be read, or another process is
///    writing to the output.
/// 3. Error{kModel}: the installation or a lexicon is damaged, or a required sandbox is missing.
/// 4. Error{kNothingRead}: `dry_run`, and the output is of an older version.
/// 5. Error{kInterrupted}: SIGINT, SIGTERM or SIGHUP arrived.
[[nodiscard]] int run(const RunCommand& command, Language language);

}  // namespace codau::app
