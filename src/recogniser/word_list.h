// recogniser/word_list.h — the list of frequent words in a model file of Tesseract.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace codau::recogniser {

/// Returns the words in unspecified order, UTF-8, as they are printed: "kế" and "KẾ" are two words.
/// `traineddata`: all bytes of the model file. Accepts any bytes. Returns nothing if the list is
/// missing, damaged or too large. The limits are four million letters in its word graph and 64 MiB
/// of words.
[[nodiscard]] std::vector<std::string> read_word_list(std::string_view traineddata);

}  // namespace codau::recogniser
