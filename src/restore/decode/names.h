// restore/decode/names.h — names of persons, which no statistics may improve: "Nhật" is as right as
// "Nhất".
#pragma once

#include <span>
#include <string_view>

#include "restore/lexicon/known_names.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// True where token `at` stands in a run of three or more words with a capital, side by side, that
/// begins with a telling family name. Precondition: `tokens` are those of `text`.
[[nodiscard]] bool is_in_name(const KnownNames& names, std::string_view text,
                              std::span<const Token> tokens, std::size_t at);
/// True where token `at` is a word with a capital behind another: "xã Chiềng Khoong".
[[nodiscard]] bool goes_on_in_name(std::string_view text, std::span<const Token> tokens,
                                   std::size_t at);
/// True where token `at` is one of two such words side by side: "Ân Thi", "Bà Rịa".
[[nodiscard]] bool is_beside_a_capital(std::string_view text, std::span<const Token> tokens,
                                       std::size_t at);

}  // namespace codau::restore
