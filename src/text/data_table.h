// text/data_table.h — a table of data/ as compiled in: lines of cells between tabs, comments with
// '#'.
#pragma once

#include <string_view>
#include <vector>

namespace codau::text {

/// The lines of a table without comments and blank lines.
[[nodiscard]] std::vector<std::string_view> table_lines(std::string_view tsv);
/// What stands between separators: one piece more than there are of them.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace codau::text
