// text/secrecy_words.h — data/secrecy_words.tsv as compiled in by src/text/CMakeLists.txt.
#pragma once

#include <string_view>

namespace codau::text {

/// role, word.
[[nodiscard]] std::string_view secrecy_words_tsv();

}  // namespace codau::text
