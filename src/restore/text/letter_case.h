// restore/text/letter_case.h — decides which letters of a restored word are capitals.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns `word` with the capitals of `seen`. If both have the same length, the case is copied
/// letter by letter. Otherwise the result has a first capital if `seen` has one, and capitals only
/// if `seen` has no small letter and at least two capitals.
/// Preconditions: `seen` is not empty; `word` is in lower case.
[[nodiscard]] std::string copy_case(std::u32string_view seen, std::u32string_view word);

/// Returns `word` with the case that the damaged word `seen` had. The result has no capital, a
/// first capital, or capitals only:
/// 1. It has a first capital if `seen` has one. Single capitals inside `seen` are damage.
/// 2. It has capitals only if most letters of `seen` are capitals. Letters like c and o do not
///    count: their shape does not tell the case (has_small_shape_in_capitals()). If the others are
///    too few, `among_capitals` decides. It is the result of is_among_capitals() for the word.
/// 3. A Roman numeral has capitals only if `seen` has a first capital.
/// Preconditions: `seen` is not empty; `word` is in lower case.
[[nodiscard]] std::string restore_case(std::u32string_view seen, std::u32string_view word,
                                       bool among_capitals);

/// Returns true if `word` consists of capitals, at least two, and perhaps digits. The shape of one
/// capital at least must differ from its small letter: "HD", not "CO".
[[nodiscard]] bool may_be_abbreviation(std::string_view word);

/// Returns true if the words around token `at` are in capitals. They are the words among the three
/// tokens before and the three after, up to the line end, without labels (labels.h). The case of a
/// word is clear if it has a letter of which the shape tells the case, unlike c and o.
/// 1. If no word has a small letter: at least two words, or one clearly in capitals.
/// 2. Otherwise: more words clearly in capitals than with clear small letters, and token `at` has
///    more than one letter.
/// Precondition: `tokens` are those of `text`.
[[nodiscard]] bool is_among_capitals(std::string_view text, std::span<const Token> tokens,
                                     std::size_t at);

}  // namespace codau::restore
