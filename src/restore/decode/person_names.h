// restore/decode/person_names.h — detects names of persons. Statistics cannot correct such names:
// "Nhật" is as right as "Nhất". Definitions:
// 1. A capitalised word has at least two letters; only the first is a capital.
// 2. Two words are neighbours if only one space is between them.
// In each function, `tokens` are those of `text`, and `at` is the index of a token.
#pragma once

#include <span>
#include <string_view>

#include "restore/lexicon/known_names.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns true if the token stands in the name of a person. The name is three or more capitalised
/// words, each a neighbour of the next; the first has KnownNames::is_distinctive_family(). Only the
/// five words before and after the token are looked at.
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
