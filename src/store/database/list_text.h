// store/database/list_text.h — stores a list of codes as one text, as SQLite and CSV files have it
// (standards section 9).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace codau::store {

/// Joins codes with '|'; returns an empty text for an empty list. Precondition: no code is empty or
/// contains '|'.
[[nodiscard]] std::string join_list(const std::vector<std::string>& codes);
/// Splits a text of join_list() into its codes. Law: split_list(join_list(x)) == x.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

}  // namespace codau::store
