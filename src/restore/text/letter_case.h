// restore/text/letter_case.h — chooses the capitals of a restored word. The language model has only
// small letters. The seen word is the word as it was read, before restoration.
//
// OCR engines confuse capitals and small letters of the same shape, such as "C" and "c". A clear
// letter is a letter whose shape tells the case, such as "A" or "a". These are all letters for
// which has_small_shape_in_capitals() is false (look_alikes.h).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns `word` with the capitals of the seen word `seen`: "hoạch" with those of "HOACH" gives
/// "HOẠCH". For text whose letters kept their case, such as text that lost its diacritics. If both
/// words have the same length, each letter takes the case of the letter at its place. Otherwise:
/// 1. If `seen` has at least two capitals and no small letter, all letters become capitals.
/// 2. Else, if `seen` begins with a capital, only the first letter becomes a capital.
/// 3. Else, no letter becomes a capital.
/// Preconditions: `seen` is not empty; `word` is in lower case.
[[nodiscard]] std::string copy_case(std::u32string_view seen, std::u32string_view word);

/// Returns `word` with the likely capitals of the damaged word `seen`: "tháng" with those of
/// "THÁNg" gives "THÁNG". For text that an OCR engine misread. `among_capitals`:
/// is_among_capitals() of the word. All letters become capitals if one of these holds:
/// 1. `seen` has at least two clear capitals, and fewer than half as many clear small letters.
/// 2. `seen` has one clear letter, at least three capitals, and no small letter.
/// 3. `among_capitals` is true, and `seen` has capitals and no small letter.
/// 4. `among_capitals` is true, and the only clear letter of `seen` is a capital. Exception: the
///    first letter of `seen` is the only capital ("Doc").
/// 5. `seen` begins with a capital, and `word` looks like a Roman numeral: two or more letters, all
///    of them i, v or x.
/// Otherwise the other capitals of `seen` count as damage: only the first letter becomes a capital,
/// and only if `seen` begins with a capital. Preconditions: `seen` is not empty; `word` is in lower
/// case.
[[nodiscard]] std::string restore_case(std::u32string_view seen, std::u32string_view word,
                                       bool among_capitals);

/// Returns true if `word` may be an abbreviation: it has at least two capitals, and otherwise only
/// digits. At least one capital must be a clear letter: true for "HD", false for "CO".
[[nodiscard]] bool may_be_abbreviation(std::string_view word);

/// Returns true if the words around token `at` are in capitals, as in a title. Its neighbours are
/// the words among the three tokens before and after, in the same line, except labels such as "5A"
/// (labels.h). Returns true in two cases:
/// 1. No neighbour has a small letter. There are at least two neighbours, or one with a clear
///    capital.
/// 2. A neighbour has a small letter, which may be a misread capital ("c" for "C"). Group A are the
///    neighbours with a clear capital and no clear small letter. Group B are the neighbours with a
///    clear small letter. A is larger than B, and token `at` has at least two characters.
/// Precondition: `tokens` are the tokens of `text`.
[[nodiscard]] bool is_among_capitals(std::string_view text, std::span<const Token> tokens,
                                     std::size_t at);

}  // namespace codau::restore
