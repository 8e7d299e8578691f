// restore/text/letter_case.h — decides which letters of a restored word are capitals.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns `word` with the capitals of `seen`, letter by letter if both have the same length.
/// Precondition, here and below: `seen` is not empty.
[[nodiscard]] std::string copy_case(std::u32string_view seen, std::u32string_view word);

/// Returns the same for a damaged `seen`. A capital inside a syllable is then damage too, and c, o,
/// s, u and others are read as capitals and back. If `seen` has no other letters, the words around
/// decide.
[[nodiscard]] std::string restore_case(std::u32string_view seen, std::u32string_view word,
                                       bool among_capitals);

/// Returns true for two or more capitals, with or without digits, unless all may be small letters.
[[nodiscard]] bool may_be_abbreviation(std::string_view word);

/// Returns true if most words near token `at` on its line are in capitals. A single letter needs
/// all of them in capitals. Precondition: `tokens` are those of `text`.
[[nodiscard]] bool is_among_capitals(std::string_view text, std::span<const Token> tokens,
                                     std::size_t at);

}  // namespace codau::restore
