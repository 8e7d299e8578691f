// app/restore_markup.h — text restored in files of other programs, in place.
#pragma once

#include <cstddef>

#include "app/input_files.h"
#include "io/files.h"
#include "markup/read.h"
#include "restore/api/restorer.h"

namespace codau::app {

/// What `files` hold in `format` goes to `out` with words restored; changes, in bytes of the file
/// and with the id of their element, to `log` if there is one (restore/api/change_log.h undoes
/// them). How many changes were not made, as the file has no room for them. Throws what
/// markup::read throws.
std::size_t restore_markup(const restore::Restorer& restorer,
                           const restore::RestoreOptions& options, markup::Format format,
                           InputFiles& files, io::FileSink& out, io::FileSink* log);

}  // namespace codau::app
