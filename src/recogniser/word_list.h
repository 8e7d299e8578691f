// recogniser/word_list.h — the words that the makers of a model found to be frequent.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace codau::recogniser {

/// In no order that matters, each as it is printed ("kế" and "KẾ" are two). Empty where the file
/// has none, has them damaged, or has more than four million letters or 64 MiB of them.
[[nodiscard]] std::vector<std::string> read_words(std::string_view traineddata);

}  // namespace codau::recogniser
