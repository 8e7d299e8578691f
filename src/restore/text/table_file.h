// restore/text/table_file.h — reads the tables of data/ for restoration.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/message.h"

namespace codau::restore {

/// Reads the file `path`. Splits each line at its tabs, and passes the cells to `take`, without the
/// line feed. Skips empty lines and lines that begin with '#'. The function `take` returns a
/// message if the line has a fault, otherwise nullopt. Throws Error{kModel} in two cases:
/// 1. The file cannot be opened; the message is `path` and `missing`.
/// 2. A line has a fault or is not UTF-8; the message is `path`, the number of the line, and the
///    fault.
void read_table(
    const std::string& path, const Message& missing,
    const std::function<std::optional<Message>(std::span<const std::string_view>)>& take);

}  // namespace codau::restore
