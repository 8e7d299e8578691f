// recogniser/word_list.h — reads the list of frequent words from a model file of Tesseract
// (*.traineddata). The file stores the list as a word graph (DAWG).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace codau::recogniser {

/// Returns the words in any order, UTF-8. Case matters: "kế" and "KẾ" are two words. Words of more
/// than 65 letters are left out. `traineddata`: all bytes of the model file; any bytes are
/// accepted. Returns an empty vector if the list is missing, or in these cases:
/// 1. The header of the word graph is damaged.
/// 2. The words take 64 MiB of memory or more.
/// 3. Spelling all words takes 4,194,304 steps or more. A step follows one edge of the graph.
[[nodiscard]] std::vector<std::string> read_word_list(std::string_view traineddata);

}  // namespace codau::recogniser
