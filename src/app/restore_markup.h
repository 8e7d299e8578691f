// app/restore_markup.h — restores the text in files of other OCR programs, and keeps their format.
#pragma once

#include <cstddef>

#include "app/input_files.h"
#include "io/atomic_file.h"
#include "markup/read.h"
#include "restore/api/restorer.h"

namespace codau::app {

/// Restores the text in a file of another OCR program, and writes the whole file to `out`. All
/// bytes outside of changed words stay the same. The caller flushes `out` and `log`.
/// 1. `input`: exactly one file, not yet read. `format`: the format of this file.
/// 2. `log`: receives one line for each change; null: no log. The line is that of to_jsonl()
///    (restore/api/change_log.h). Its offsets are bytes of the whole input file and of the whole
///    output file. The key "element" is added if the changed element has an id. undo_stream()
///    (change_log.h) can undo the changes.
///
/// Returns the number of changes that could not be made in this format (SpliceResult::unapplied in
/// markup/splice.h). Throws:
/// 1. Error{kInput}: the file cannot be read, or markup::read() (markup/read.h) finds a fault.
/// 2. Error{kUsage}: the file does not exist, or is UTF-16.
/// 3. Error{kOutput} or io::BrokenPipe: `out` or `log` cannot be written.
///
/// When it throws, the beginning of the file may already be written.
std::size_t restore_markup(const restore::Restorer& restorer,
                           const restore::RestoreOptions& options, markup::MarkupFormat format,
                           InputFiles& input, io::FileSink& out, io::FileSink* log);

}  // namespace codau::app
