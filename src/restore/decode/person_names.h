// restore/decode/person_names.h — detects names of persons. Statistics cannot correct such names:
// "Nhật" is as right as "Nhất". A capitalised word has at least two letters, the first a capital,
// all others small. Two words are neighbours if only one space is between them. In each function,
// `tokens` are those of `text`.
#pragma once

#include <span>
#include <string_view>

#include "restore/lexicon/known_names.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns true if token `at` stands in the name of a person. Such a name is a run of three or more
/// capitalised words, each a neighbour of the next. It begins with a distinctive family name
/// (KnownNames::is_distinctive_family()).
[[nodiscard]] bool is_in_person_name(const KnownNames& names, std::string_view text,
                                     std::span<const Token> tokens, std::size_t at);
/// Returns true if token `at` and the token before are capitalised neighbours: "Khoong" in "xã
/// Chiềng Khoong".
[[nodiscard]] bool follows_capitalised_word(std::string_view text, std::span<const Token> tokens,
                                            std::size_t at);
/// Returns true if token `at` and the token before or after are capitalised neighbours: "Ân Thi",
/// "Bà Rịa".
[[nodiscard]] bool is_beside_capitalised_word(std::string_view text, std::span<const Token> tokens,
                                              std::size_t at);

}  // namespace codau::restore
