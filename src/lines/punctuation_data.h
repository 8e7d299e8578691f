// lines/punctuation_data.h — data/sign_places.tsv as compiled in by src/lines/CMakeLists.txt.
#pragma once

#include <string_view>

namespace codau::ocr {

/// before, sign, after, times in a million words.
[[nodiscard]] std::string_view punctuation_counts_tsv();

}  // namespace codau::ocr
