// app/run_command.h — `codau run`: reads documents and writes their text, tables and other results
// to a folder, the output (OUT).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau run`, with their defaults. Parsing refuses a value outside the list or
/// range that a comment states; run() checks the rest. An empty member means that the option is not
/// given. A reject is a file or page that could not be read or was refused.
struct RunCommand {
  std::vector<std::string> inputs;  ///< files and folders to read; at least one
  std::string out;                  ///< --out: folder of the output; may exist; required

  // Choice of inputs and results.
  std::string pages;  ///< --pages: pages to read, such as "1-3,7"; empty: all
  /// --shard I/N, such as "2/4": read only part I of N of the inputs. N runs can then share the
  /// work. The path of a file decides on its part.
  std::string shard;
  /// --group: with "folder", all page images of one folder are one document. Empty: files are not
  /// joined.
  std::string group;
  /// --metadata: CSV file with the type of each document, in the columns source_path and type_code.
  std::string metadata;
  /// --until: the last stage of the run. The stages are "ocr" (reads pages), "restore" (restores
  /// text), "document" (makes rows), and "exports" (writes OUT/records/ and PDF).
  std::string until = "exports";
  /// --formats: formats of the exports: csv, jsonl, pdf, sqlite or xlsx. Empty: pdf and sqlite, and
  /// also csv, jsonl and xlsx while OUT has at most 200 documents.
  std::vector<std::string> formats;
  /// --allow-secret: also process documents with a secrecy mark (mật). Otherwise these are rejects.
  bool allow_secret = false;

  // Repetition of earlier work.
  /// --redo: repeat finished work from a stage on. The values are "ocr", "text" and "rows". They
  /// stand for the stages "ocr", "restore" and "document" of `until`.
  std::string redo;
  /// --rehash: read every file to see whether it has changed. Otherwise a file of an earlier run
  /// counts as unchanged if its path, inode, size and times are as before.
  bool rehash = false;
  bool prune = false;    ///< --prune: remove documents whose files are gone from `inputs`
  bool dry_run = false;  ///< --dry-run: write nothing, only print what the run would do

  // Execution.
  /// --jobs: number of pages read at a time, 1 to 1024. 0 (not given): the number of processors.
  std::uint32_t jobs = 0;
  // A page beyond one of these limits is read again in a simpler way. If that fails, too, the page
  // is a reject.
  std::uint32_t timeout_page = 120;  ///< --timeout-page: processor seconds, 1 to 86,400
  std::uint32_t memory_page = 2048;  ///< --memory-page: memory in MiB, 64 to 1,048,576
  std::string models;  ///< --models: folder that contains models/; empty: the installed one
  /// --lexicon: folder of a user's tables of words (text/lexicon.h), used in addition to
  /// OUT/lexicon/user.
  std::string lexicon;
  std::string log;  ///< --log: file to which events are appended as JSON lines
  /// --require-sandbox: fail if the processes that open the inputs cannot be fully isolated.
  bool require_sandbox = false;
  /// --debug-pages: also draw how each page was read, as images in OUT/debug/. Also draws pages
  /// that an earlier run has read.
  bool debug_pages = false;
  /// --keep-strips: keep pictures of handwritten numbers and dates that people confirm, in
  /// OUT/hand.db. They help to read the handwriting of the same office. The setting stays in force
  /// for later runs.
  bool keep_strips = false;
  bool quiet = false;  ///< --quiet: print only errors, warnings and rejects
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, RunCommand& command, Language language);

/// Runs the command. Returns the exit code of the first case that applies:
/// 1. `dry_run` is set: 0.
/// 2. Neither this run nor an earlier run found a document in the inputs: 4. This case does not
///    apply to a shard without inputs.
/// 3. OUT lists rejects of this run or of an earlier run: 3.
/// 4. Otherwise: 0.
/// Throws if the run cannot finish; the same command, run again, continues it:
/// 1. Error{kUsage}: an option is invalid, an input is missing, or a result would replace a file
///    that codau did not write.
/// 2. Error{kOutput}: a result cannot be written, `metadata` cannot be read, or another process is
///    writing to OUT.
/// 3. Error{kModel}: the installation or a table of words is damaged, or the system cannot isolate
///    processes as `require_sandbox` demands.
/// 4. Error{kNothingRead}: with `dry_run`, an older version of codau has written OUT. A dry run
///    cannot read such an output, because reading needs an upgrade of its database.
/// 5. Error{kInterrupted}: SIGINT, SIGTERM or SIGHUP arrived.
[[nodiscard]] int run(const RunCommand& command, Language language);

}  // namespace codau::app
