// app/restore_guard.h — protects files that `codau restore` must not overwrite.
#pragma once

#include "app/restore_command.h"

namespace codau::app {

/// Throws Error{kUsage} in these cases:
/// 1. An input is the file that standard output writes to.
/// 2. The change log is an input, or its temporary file is an input.
/// 3. The change log is the file that standard output writes to.
/// 4. The folder of the change log does not exist.
/// 5. The change log would replace a store, a folder or a disk.
/// 6. The change log would replace a file that is not a change log, unless command.force.
void refuse_overwriting(const RestoreCommand& command);

}  // namespace codau::app
