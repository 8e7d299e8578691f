// restore/text/table_file.h — opens, splits and validates the tables of data/ for restoration.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/message.h"

namespace codau::restore {

/// Passes the cells of each line, split at tabs, to `take`, skipping comments and blank lines. A
/// message that `take` returns is the fault of the line. Throws Error{kModel} if the file cannot be
/// opened (`missing` names it), or if a line has a fault or is not UTF-8.
void read_table(
    const std::string& path, const Message& missing,
    const std::function<std::optional<Message>(std::span<const std::string_view>)>& take);

}  // namespace codau::restore
