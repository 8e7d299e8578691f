// recogniser/word_list.h — the list of frequent words in a model.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace codau::recogniser {

/// Returns the words in unspecified order, in their printed form: "kế" and "KẾ" are two words.
/// `traineddata`: all bytes of a model file. The result is empty if the list is missing, damaged or
/// too large. A list may have four million edges (letters of its word graph) and 64 MiB of words.
[[nodiscard]] std::vector<std::string> read_word_list(std::string_view traineddata);

}  // namespace codau::recogniser
