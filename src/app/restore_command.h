// app/restore_command.h — `codau restore`: restores the text of files that lost their diacritics or
// have OCR errors. Also undoes a restoration.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/language.h"

namespace CLI {
class App;
}

namespace codau::app {

/// The options of `codau restore`, with their defaults. Parsing refuses a value outside the list or
/// range that a comment states; run() checks the rest.
struct RestoreCommand {
  std::vector<std::string> files;  ///< read in order as one text; empty or "-": standard input
  /// --mode: the assumed damage of the text, one of "auto", "stripped", "damaged", "clean". They
  /// are the values of RestoreMode (restore/text/options.h).
  std::string mode = "auto";
  /// --encoding: the encoding of the text, one of "auto", "tcvn3", "vni", "viqr", "viscii",
  /// "cp1258". They are the values of SourceEncoding (restore/text/options.h).
  std::string encoding = "auto";
  /// --input-format: one of "text", "alto", "hocr", "page", "markdown", "paddle-json". All except
  /// "text" are formats of other OCR programs (markup/read.h): `files` is then at most one file,
  /// and the output has the same format.
  std::string input_format = "text";
  /// --format: the output, "text" or "jsonl": one JSON object for each line of the text
  /// (restore/api/json_lines.h).
  std::string format = "text";
  /// --changes: file for the change log, which lists each change (restore/api/change_log.h). Empty:
  /// no log is written.
  std::string changes;
  /// --undo: change log of an earlier restoration, which run() then undoes: `files` is the restored
  /// text. Empty: run() restores. Not with `changes`.
  std::string undo;
  /// --models: folder that contains models/ and data/. Empty: the folder of the installation.
  std::string models;
  /// --lexicon: folder of a user's tables of words (text/lexicon.h). Empty: none.
  std::string lexicon;
  /// --min-confidence: make only changes with at least this confidence, [0, 1]. Empty: all changes.
  std::optional<double> min_confidence;
  bool force = false;  ///< --force: `changes` may replace a file that is no change log
};

/// Adds the options of the command to `app`, with help texts in `language`. Parsing `app` then
/// fills `command`, which must outlive the parsing.
void add_options(CLI::App& app, RestoreCommand& command, Language language);

/// Writes the restored text, or with `undo` the original text, to standard output. Returns 0. If a
/// format other than "text" cannot hold some changes, prints their number to standard error.
/// Throws:
/// 1. Error{kUsage}: options do not go together; a file does not exist, is UTF-16, or must not be
///    overwritten (app/restore_guard.h).
/// 2. Error{kInput}: a file cannot be read or is not in `input_format`; or the change log `undo`
///    does not belong to the text.
/// 3. Error{kModel}: models or tables of words are missing or damaged.
/// 4. Error{kOutput}: a result cannot be written; io::BrokenPipe: its reader has gone.
[[nodiscard]] int run(const RestoreCommand& command, Language language);

}  // namespace codau::app
