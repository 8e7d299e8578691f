// app/restore_markup.h — restores the text in files of other OCR programs, keeping their format.
#pragma once

#include <cstddef>

#include "app/input_files.h"
#include "io/atomic_file.h"
#include "markup/read.h"
#include "restore/api/restorer.h"

namespace codau::app {

/// Restores the text of `files`, one file of the given `format`, and writes the whole file to
/// `out`. All bytes except those of changed words stay the same. Flushes neither `out` nor `log`.
///
/// `log` receives the changes; null: no log. Each change has its byte offsets in the file and the
/// id of its element, if any. The functions of restore/api/change_log.h can undo these changes.
///
/// Returns the number of changes left out: those that would join or split elements, or affect a
/// word broken at the end of a line. Throws the errors of markup::read(), InputFiles and
/// io::FileSink. The text before the fault may already be written then.
std::size_t restore_markup(const restore::Restorer& restorer,
                           const restore::RestoreOptions& options, markup::MarkupFormat format,
                           InputFiles& files, io::FileSink& out, io::FileSink* log);

}  // namespace codau::app
