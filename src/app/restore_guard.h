// app/restore_guard.h — what `codau restore` must not write over.
#pragma once

#include "app/restore_command.h"

namespace codau::app {

/// Throws Error{kUsage} where the change log or standard output is one of the inputs, both are one
/// file, or the change log would take the place of a store, a folder, a disk, or (unless
/// command.force) of a file that is no change log.
void refuse_overwriting(const RestoreCommand& command);

}  // namespace codau::app
