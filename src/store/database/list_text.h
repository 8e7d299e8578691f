// store/database/list_text.h — a list of codes as one text, as SQLite and CSV hold it (standards
// section 9).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace codau::store {

/// Codes joined by '|'; empty for an empty list. Precondition: no code is empty or holds a '|'.
[[nodiscard]] std::string join_list(const std::vector<std::string>& codes);
/// Law: split_list(join_list(x)) == x.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

}  // namespace codau::store
