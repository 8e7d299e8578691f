// recogniser/word_list.h — the list of frequent words in a model file of Tesseract.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace codau::recogniser {

/// Returns the words in any order, UTF-8, as they are printed: "kế" and "KẾ" are two words. The
/// argument `traineddata` has all bytes of the model file; any bytes are accepted. Returns an empty
/// vector if the list is missing, damaged or too large. Too large is:
/// 1. a list with 64 MiB of words;
/// 2. a list that takes four million steps through its word graph, one step a letter.
[[nodiscard]] std::vector<std::string> read_word_list(std::string_view traineddata);

}  // namespace codau::recogniser
