// restore/decode/person_names.h — detects names of persons. No statistics may change them: "Nhật"
// is as right as "Nhất".
#pragma once

#include <span>
#include <string_view>

#include "restore/lexicon/known_names.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns true if token `at` stands in a person's name: a run of three or more capitalised words,
/// side by side. The run begins with a distinctive family name. Precondition: `tokens` are those of
/// `text`.
[[nodiscard]] bool is_in_person_name(const KnownNames& names, std::string_view text,
                                     std::span<const Token> tokens, std::size_t at);
/// Returns true if token `at` is a capitalised word after another: "xã Chiềng Khoong".
[[nodiscard]] bool follows_capitalised_word(std::string_view text, std::span<const Token> tokens,
                                            std::size_t at);
/// Returns true if token `at` is one of two capitalised words side by side: "Ân Thi", "Bà Rịa".
[[nodiscard]] bool is_beside_capitalised_word(std::string_view text, std::span<const Token> tokens,
                                              std::size_t at);

}  // namespace codau::restore
