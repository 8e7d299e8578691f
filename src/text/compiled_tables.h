// text/compiled_tables.h — the texts of some tables of the folder data/, compiled into the library.
// Parse them by table_lines() and split() (data_table.h). Comment lines at the head of each table
// explain its columns. To compile in another table, add it to src/text/CMakeLists.txt.
#pragma once

#include <string_view>

namespace codau::text {

/// Returns data/name_endings.tsv: endings of host names and file names, such as "vn" and "pdf".
[[nodiscard]] std::string_view name_endings_tsv();
/// Returns data/secrecy_words.tsv: words in and around secrecy marks (secrecy_mark.h).
[[nodiscard]] std::string_view secrecy_words_tsv();
/// Returns data/units.tsv: signs of units (units.h).
[[nodiscard]] std::string_view units_tsv();

}  // namespace codau::text
