// app/restore_guard.h — protects files that `codau restore` must not overwrite.
#pragma once

#include "app/restore_command.h"

namespace codau::app {

/// Throws Error{kUsage} in these cases:
/// 1. The change log or standard output is one of the inputs.
/// 2. The change log and standard output are the same file.
/// 3. The change log would replace a store, a folder or a disk.
/// 4. The change log would replace a file that is not a change log, unless command.force.
void refuse_overwriting(const RestoreCommand& command);

}  // namespace codau::app
