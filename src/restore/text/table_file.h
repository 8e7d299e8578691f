// restore/text/table_file.h — reads a table of the folder data/: a text file with one record on
// each line, and tabs between the cells.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/message.h"

namespace codau::restore {

/// Reads the file `path`, and passes the cells of each line to `take`, in the order of the file.
/// The cells are valid during the call. Skips empty lines and lines that begin with '#'. The
/// function `take` returns a message if the line has a fault, otherwise nullopt. Throws
/// Error{kModel} in two cases:
/// 1. The file cannot be opened; the message is `path` and `missing`.
/// 2. A line is not UTF-8, or `take` returns a fault; the message is `path`, the number of the line
///    from 1, and the fault.
void read_table(
    const std::string& path, const Message& missing,
    const std::function<std::optional<Message>(std::span<const std::string_view>)>& take);

}  // namespace codau::restore
