// text/compiled_tables.h — the texts of the tables of data/ that src/text/CMakeLists.txt compiles
// into the library. table_lines() (data_table.h) parses them.
#pragma once

#include <string_view>

namespace codau::text {

/// Returns data/name_endings.tsv: endings of names of hosts and files. Here and below, comments at
/// the head of the table explain its columns.
[[nodiscard]] std::string_view name_endings_tsv();
/// Returns data/secrecy_words.tsv: words in and around secrecy marks (secrecy_mark.h).
[[nodiscard]] std::string_view secrecy_words_tsv();
/// Returns data/units.tsv: signs of units (units.h).
[[nodiscard]] std::string_view units_tsv();

}  // namespace codau::text
