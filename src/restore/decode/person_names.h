// restore/decode/person_names.h — detects names of persons. Statistics cannot correct the names of
// persons, since "Nhật" and "Nhất" are both possible. Terms:
// 1. A capitalised word has at least two letters; only the first is a capital.
// 2. Two words are neighbours if they have exactly one space between them.
// In each function, `tokens` are the tokens of `text`. "The token" is tokens[at].
#pragma once

#include <span>
#include <string_view>

#include "restore/lexicon/known_names.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns true if the token stands in the name of a person: three or more capitalised words, each
/// a neighbour of the next. The first must be a surname that looks like few other words
/// (KnownNames::is_distinctive_family()). Only five words before and after the token are looked at.
[[nodiscard]] bool is_in_person_name(const KnownNames& names, std::string_view text,
                                     std::span<const Token> tokens, std::size_t at);
/// Returns true if the token and the one before are capitalised neighbours: "Khoong" in "xã Chiềng
/// Khoong".
[[nodiscard]] bool follows_capitalised_word(std::string_view text, std::span<const Token> tokens,
                                            std::size_t at);
/// Returns true if the token and the one before or after are capitalised neighbours: "Ân Thi".
[[nodiscard]] bool is_beside_capitalised_word(std::string_view text, std::span<const Token> tokens,
                                              std::size_t at);

}  // namespace codau::restore
