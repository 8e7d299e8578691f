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
/// 2. In all other cases the first letter becomes a capital if that of `seen` is one.
/// Preconditions: `seen` is not empty; `word` is in lower case.
[[nodiscard]] std::string copy_case(std::u32string_view seen, std::u32string_view word);

/// Returns the restored word `word` with the likely case of the damaged word `seen`. The result has
/// no capital, a first capital, or only capitals. The first rule that applies decides:
/// 1. All letters become capitals if most clear letters of `seen` are capitals. If `seen` has
///    hardly any clear letter, they do if `among_capitals` is true.
/// 2. All letters become capitals if `word` is a Roman numeral and `seen` begins with a capital.
/// 3. The first letter becomes a capital if that of `seen` is one. Capitals inside `seen` are
///    damage.
/// `among_capitals`: the result of is_among_capitals() for this word. Preconditions: `seen` is not
/// empty; `word` is in lower case.
[[nodiscard]] std::string restore_case(std::u32string_view seen, std::u32string_view word,
                                       bool among_capitals);

/// Returns true if `word` has at least two capitals, and besides them only digits. At least one
/// capital must be a clear letter: "HD", not "CO".
[[nodiscard]] bool may_be_abbreviation(std::string_view word);

/// Returns true if the words near token `at` are in capitals. Near are the three tokens before it
/// and the three after, as far as the line goes. Labels like "5A" (labels.h) do not count. True in
/// two cases:
/// 1. No near word has a small letter. There are two near words or more, or one with a clear
///    capital.
/// 2. More near words have clear letters that are all capitals than have a clear small letter.
///    Token `at` has more than one letter.
/// Precondition: `tokens` are those of `text`.
[[nodiscard]] bool is_among_capitals(std::string_view text, std::span<const Token> tokens,
                                     std::size_t at);

}  // namespace codau::restore
