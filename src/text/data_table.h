// text/data_table.h — parses the compiled-in tables of data/. A line has tab-separated cells; '#'
// begins a comment line.
#pragma once

#include <string_view>
#include <vector>

namespace codau::text {

/// Returns the lines of a table, except comment lines and empty lines. They refer to `tsv`.
[[nodiscard]] std::vector<std::string_view> table_lines(std::string_view tsv);
/// Returns the pieces of `text` between the separators, empty ones too: always one piece more than
/// separators. They refer to `text`.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace codau::text
