// text/compiled_tables.h — the texts of tables of data/ that are compiled into the library (list:
// src/text/CMakeLists.txt). Parse them by table_lines() and split() (data_table.h). Comments at the
// head of each table explain its columns.
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
