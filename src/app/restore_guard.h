// app/restore_guard.h — protects files that `codau restore` must not overwrite.
#pragma once

#include "app/restore_command.h"

namespace codau::app {

/// Throws Error{kUsage} in the cases below. Inputs are command.files and command.undo. The change
/// log is command.changes; the caller has resolved its symbolic links. Regular files are compared
/// by device and inode, not by name.
/// 1. An input is the file that standard output writes to.
/// 2. The change log is an input, or its temporary file is an input.
/// 3. The change log is the file that standard output writes to.
/// 4. The folder of the change log does not exist.
/// 5. The change log would replace a store (codau.db), part of an output, a folder or a disk.
/// 6. The change log would replace a file that is not empty and no change log, unless
///    command.force is set.
void refuse_overwriting(const RestoreCommand& command);

}  // namespace codau::app
