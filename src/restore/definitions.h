// restore/definitions.h — abbreviations that the text itself defines: "Ban Chỉ đạo (BCĐ)".
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "restore/tokens.h"

namespace codau::restore {

/// The first letter, small, of what the word of a token was meant to be; 0 if there is none.
using InitialOf = std::function<char32_t(std::size_t token)>;

/// By their letters without marks, the spellings of the abbreviations in parentheses that are the
/// initials of the words before these, also behind "sau đây gọi tắt là"; D and Đ are told apart by
/// those words. Without abbreviations that are defined in two ways, and those without a D.
/// Precondition: `tokens` are of `text`.
[[nodiscard]] std::map<std::string, std::string> defined_abbreviations(
    std::string_view text, std::span<const Token> tokens, const InitialOf& initial_of);

}  // namespace codau::restore
