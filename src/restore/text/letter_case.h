// restore/text/letter_case.h — decides which letters of a restored word are capitals. The seen word
// is the word as it was read, before restoration.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns the restored word `word` with the case of `seen`, for text whose case is undamaged. If
/// both have the same length, the case is copied letter by letter. Otherwise:
/// 1. All letters become capitals if `seen` has no small letter and at least two capitals.
/// 2. Otherwise the first letter becomes a capital if that of `seen` is one.
/// Preconditions: `seen` is not empty; `word` is in lower case.
[[nodiscard]] std::string copy_case(std::u32string_view seen, std::u32string_view word);

/// Returns the restored word `word` with the likely case of the damaged word `seen`. The result has
/// no capital, a first capital, or only capitals:
/// 1. All letters become capitals if most letters of `seen` are capitals. Letters like c and o do
///    not count, because their shape does not tell the case (has_small_shape_in_capitals()). If the
///    other letters are too few, `among_capitals` decides.
/// 2. All letters of a Roman numeral become capitals if `seen` begins with a capital.
/// 3. Otherwise the first letter becomes a capital if that of `seen` is one. Capitals inside `seen`
///    are damage.
/// `among_capitals`: is_among_capitals() for this word. Preconditions: `seen` is not empty; `word`
/// is in lower case.
[[nodiscard]] std::string restore_case(std::u32string_view seen, std::u32string_view word,
                                       bool among_capitals);

/// Returns true if `word` has at least two capitals, and besides them only digits. At least one
/// capital must differ in shape from its small letter: "HD", not "CO".
[[nodiscard]] bool may_be_abbreviation(std::string_view word);

/// Returns true if the words around token `at` are in capitals. The words around are those among
/// the three tokens before and the three after, up to the line end, without labels like "5A"
/// (labels.h). A clear letter is one whose shape tells its case, unlike c and o. True in two cases:
/// 1. No word around has a small letter, and there are two such words or more, or one with a clear
///    capital.
/// 2. More words have clear letters that are all capitals than have a clear small letter, and token
///    `at` has more than one letter.
/// Precondition: `tokens` are those of `text`.
[[nodiscard]] bool is_among_capitals(std::string_view text, std::span<const Token> tokens,
                                     std::size_t at);

}  // namespace codau::restore
