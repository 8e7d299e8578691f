// restore/text/letter_case.h — decides which letters of a restored word are capitals.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns `word` with the capitals of `seen`. If both have the same length, the case is copied
/// letter by letter. Else the first letter, or the whole word, becomes capital as in `seen`.
/// Preconditions, here and below: `seen` is not empty; `word` is in lower case.
[[nodiscard]] std::string copy_case(std::u32string_view seen, std::u32string_view word);

/// Does as copy_case() for a damaged `seen`. Capitalises no letter, the first letter, or the whole
/// word; a single capital inside a word is damage. A Roman numeral that begins with a capital gets
/// capitals only. Recognisers confuse the case of c, o, s, u and others
/// (has_small_shape_in_capitals()). If `seen` has only capitals of this kind, `among_capitals`
/// decides: true if the words around are in capitals.
[[nodiscard]] std::string restore_case(std::u32string_view seen, std::u32string_view word,
                                       bool among_capitals);

/// Returns true if `word` consists of digits and at least two capitals. At least one capital must
/// have another shape than a small letter: not "CO".
[[nodiscard]] bool may_be_abbreviation(std::string_view word);

/// Returns true if the words around token `at` are in capitals: up to three words on each side, on
/// the same line. More of them must be in capitals than have small letters. If the token is a
/// single letter, none may have small letters. Precondition: `tokens` are those of `text`.
[[nodiscard]] bool is_among_capitals(std::string_view text, std::span<const Token> tokens,
                                     std::size_t at);

}  // namespace codau::restore
