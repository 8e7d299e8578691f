// app/restore_guard.h — protects files that `codau restore` must not overwrite.
#pragma once

#include "app/restore_command.h"

namespace codau::app {

/// Throws Error{kUsage} if `command` would write to a file that must stay. The inputs are
/// command.files (or standard input) and command.undo. The output file is the regular file to which
/// standard output is redirected, if any. The log file is command.changes, if not empty; the caller
/// has resolved its symbolic links. Files are the same if device and inode are equal. Cases:
/// 1. The output file is an input.
/// 2. The log file, or the temporary file under which it is written, is an input.
/// 3. The log file is the output file.
/// 4. The folder of the log file does not exist.
/// 5. The log file exists, and is a folder or a block device.
/// 6. The log file is the database of an output of `codau run` (codau.db), or lies among the files
///    that `codau run` writes there.
/// 7. The log file exists, is not empty, and does not begin with a line of a change log. The option
///    command.force allows this case.
void refuse_overwriting(const RestoreCommand& command);

}  // namespace codau::app
