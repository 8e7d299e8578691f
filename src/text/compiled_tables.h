// text/compiled_tables.h — tables of data/ as compiled in by src/text/CMakeLists.txt. What their
// columns are stands at the head of each.
#pragma once

#include <string_view>

namespace codau::text {

[[nodiscard]] std::string_view name_endings_tsv();
[[nodiscard]] std::string_view secrecy_words_tsv();
[[nodiscard]] std::string_view units_tsv();

}  // namespace codau::text
