// lines/punctuation_data.h — data/sign_places.tsv as compiled in by src/ocr/CMakeLists.txt.
#pragma once

#include <string_view>

namespace codau::ocr {

/// before, sign, after, times in a million words.
[[nodiscard]] std::string_view sign_places_tsv();

}  // namespace codau::ocr
