// restore/text/table_file.h — the tables of data/ that restoration reads: opened, cut and refused
// in one way.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/message.h"

namespace codau::restore {

/// Gives the cells of each line, which tabs part, to `take`; comments and blank lines are left out.
/// `take` gives what is wrong with a line, if anything. Throws Error
/// kModel where the file cannot be opened (`missing` says what it is) or a line is wrong or no
/// UTF-8.
void read_table(
    const std::string& path, const Message& missing,
    const std::function<std::optional<Message>(std::span<const std::string_view>)>& take);

}  // namespace codau::restore
