// text/data_table.h — splits the tables of the folder data/: TSV files, one row a line, with tabs
// between the cells. Lines that begin with '#' are comments. All results refer to the bytes of the
// argument, which must outlive them.
#pragma once

#include <string_view>
#include <vector>

namespace codau::text {

/// Returns the lines of a table in order, without their line feeds. Comments and empty lines are
/// left out.
[[nodiscard]] std::vector<std::string_view> table_lines(std::string_view tsv);
/// Returns the parts of `text` between the separators, in order; parts may be empty. Returns "a",
/// "" and "b" for split("a,,b", ','), and one empty part for split("", ',').
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace codau::text
