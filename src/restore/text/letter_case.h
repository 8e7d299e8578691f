// restore/text/letter_case.h — decides which letters of a restored word are capitals. The seen word
// is the word as it was read, before restoration. A clear letter is one whose shape tells its case.
// C and O are not clear: they have the shape of c and o (has_small_shape_in_capitals() of
// look_alikes.h).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "restore/text/tokens.h"

namespace codau::restore {

/// Returns the restored word `word` with the case of `seen`, for text whose case is undamaged. If
/// both have the same length, the case is copied letter by letter. Otherwise:
/// 1. All letters become capitals if `seen` has no small letter and at least two capitals.
/// 2. In all other cases, the first letter becomes a capital if `seen` begins with a capital.
/// Preconditions: `seen` is not empty; `word` is in lower case.
[[nodiscard]] std::string copy_case(std::u32string_view seen, std::u32string_view word);

/// Returns the restored word `word` with the likely case of the damaged word `seen`. All letters
/// become capitals in these cases:
/// 1. `seen` has two or more clear capitals, and under half as many clear small letters.
/// 2. `seen` has one clear letter, three or more capitals, and no small letter.
/// 3. `among_capitals` is true, and `seen` has capitals and no small letter.
/// 4. `among_capitals` is true, and the only clear letter of `seen` is a capital. Excepted is a
///    first capital with only small letters after it: "Doc".
/// 5. `word` looks like a Roman numeral (two or more letters, all of them i, v or x), and `seen`
///    begins with a capital.
/// In all other cases, the first letter becomes a capital if `seen` begins with a capital, and no
/// other letter does. Capitals inside `seen` count as damage there.
/// `among_capitals`: the result of is_among_capitals() for this word. Preconditions: `seen` is not
/// empty; `word` is in lower case.
[[nodiscard]] std::string restore_case(std::u32string_view seen, std::u32string_view word,
                                       bool among_capitals);

/// Returns true if `word` has at least two capitals, and besides them only digits. At least one
/// capital must be a clear letter: "HD", not "CO".
[[nodiscard]] bool may_be_abbreviation(std::string_view word);

/// Returns true if the words near token `at` are in capitals. The near words are those among the
/// three tokens before it and the three after it, in the same line. Labels like "5A" (labels.h) do
/// not count. True in two cases:
/// 1. No near word has a small letter, and there are at least two near words, or one with a clear
///    capital.
/// 2. Some near word has a small letter, and token `at` has at least two characters. Of the near
///    words that have clear letters, more than half have no clear small letter.
/// Precondition: `tokens` are those of `text`.
[[nodiscard]] bool is_among_capitals(std::string_view text, std::span<const Token> tokens,
                                     std::size_t at);

}  // namespace codau::restore
