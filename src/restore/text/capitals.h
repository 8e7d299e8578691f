// restore/text/capitals.h — which letters of a restored word are capitals.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "restore/text/tokens.h"

namespace codau::restore {

/// `word` in the capitals of `seen`, letter by letter if they are as many. Precondition, here and
/// below: `seen` is not empty.
[[nodiscard]] std::string in_case_of(std::u32string_view seen, std::u32string_view word);

/// … where `seen` is damaged: a capital inside a syllable is damage too, and c, o, s, u and others
/// are read as capitals and back. Where it has no other letters, it goes by the words around it.
[[nodiscard]] std::string in_damaged_case_of(std::u32string_view seen, std::u32string_view word,
                                             bool among_capitals);

/// True for two or more capitals with or without digits, not all of which can be small letters.
[[nodiscard]] bool looks_abbreviated(std::string_view word);

/// True if most words near token `at` on its line are in capitals; all of them beside a single
/// letter. Precondition: `tokens` are those of `text`.
[[nodiscard]] bool is_among_capitals(std::string_view text, std::span<const Token> tokens,
                                     std::size_t at);

}  // namespace codau::restore
