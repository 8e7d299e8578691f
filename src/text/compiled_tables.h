// text/compiled_tables.h — the tables of data/ that src/text/CMakeLists.txt compiles in. The head
// of each table explains its columns.
#pragma once

#include <string_view>

namespace codau::text {

[[nodiscard]] std::string_view name_endings_tsv();
[[nodiscard]] std::string_view secrecy_words_tsv();
[[nodiscard]] std::string_view units_tsv();

}  // namespace codau::text
