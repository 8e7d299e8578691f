// text/data_table.h — parses tables of data/, which are texts in TSV format. A line has cells
// separated by tabs; '#' begins a comment line. All results refer to the bytes of the argument,
// which must outlive them.
#pragma once

#include <string_view>
#include <vector>

namespace codau::text {

/// Returns the lines of a table, without comment lines and empty lines. Lines end in '\n'.
[[nodiscard]] std::vector<std::string_view> table_lines(std::string_view tsv);
/// Returns the pieces of `text` between separators, empty pieces too: split("a,,b", ',') returns
/// "a", "" and "b"; split("", ',') returns one empty piece.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace codau::text
