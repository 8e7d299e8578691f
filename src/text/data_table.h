// text/data_table.h — parses the compiled-in tables of data/: lines of tab-separated cells; '#'
// begins a comment line.
#pragma once

#include <string_view>
#include <vector>

namespace codau::text {

/// Returns the lines of a table without comment lines and empty lines.
[[nodiscard]] std::vector<std::string_view> table_lines(std::string_view tsv);
/// Returns the pieces of `text` between the separators: always one piece more than separators.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace codau::text
