// app/restore_guard.h — protects files that `codau restore` must not overwrite.
#pragma once

#include "app/restore_command.h"

namespace codau::app {

/// Throws Error{kUsage} if `command` would overwrite a file that must not be lost. Terms:
/// 1. An input is one of command.files (standard input if empty), or command.undo.
/// 2. The text file is the regular file to which standard output is redirected, if any.
/// 3. The log file is command.changes, if not empty. The caller has resolved its symbolic links.
/// Two files are the same if device and inode are equal. The function throws if one of these holds:
/// 1. The text file is an input.
/// 2. The log file, or the temporary file under which it is written, is an input.
/// 3. The log file is the text file.
/// 4. The folder of the log file does not exist.
/// 5. The log file exists, and is a folder or a block device.
/// 6. The log file is codau.db of an output (a folder that `codau run` wrote), or lies among the
///    files that `codau run` writes there.
/// 7. The log file exists, is not empty, and does not begin with a line of a change log. With
///    command.force, this case does not throw.
void refuse_overwriting(const RestoreCommand& command);

}  // namespace codau::app
