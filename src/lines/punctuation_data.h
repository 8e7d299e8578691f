// lines/punctuation_data.h — the table data/sign_places.tsv, compiled into the library.
#pragma once

#include <string_view>

namespace codau::ocr {

/// Returns the table. A line has four cells:
/// 1. the kind of the word before a sign;
/// 2. the sign;
/// 3. the kind of the word after the sign;
/// 4. the number of such places in a million words.
[[nodiscard]] std::string_view punctuation_counts_tsv();

}  // namespace codau::ocr
