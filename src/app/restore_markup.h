// app/restore_markup.h — restores the text in files of other programs, in place.
#pragma once

#include <cstddef>

#include "app/input_files.h"
#include "io/atomic_file.h"
#include "markup/read.h"
#include "restore/api/restorer.h"

namespace codau::app {

/// Restores `files` in `format` and writes the result to `out`. If `log` is given, writes the
/// changes to it, in bytes of the file and with the id of their element. The functions of
/// restore/api/change_log.h can undo these changes. Returns the number of changes that the file has
/// no room for. Throws the errors of markup::read.
std::size_t restore_markup(const restore::Restorer& restorer,
                           const restore::RestoreOptions& options, markup::MarkupFormat format,
                           InputFiles& files, io::FileSink& out, io::FileSink* log);

}  // namespace codau::app
