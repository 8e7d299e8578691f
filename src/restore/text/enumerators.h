// restore/text/enumerators.h — repairs list marks by their order. List marks are the numbers and
// letters of items and headings: "a)", "1.", "III.", "Điều 2.". An OCR engine may have misread
// them, or a program may have stripped the stroke of "đ)".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "text/lexicon.h"

namespace codau::restore {

/// The damage that list marks may have.
enum class EnumeratorDamage : std::uint8_t {
  kDiacriticsOnly,  ///< đ may have lost its stroke
  kAnySign,         ///< an engine may have taken any sign for another
};

/// The words before the number of a heading, each with a space after it: "Điều ", "Chương ".
using DivisionTitles = std::vector<std::string>;
/// Returns the titles of the lexicon (role division).
[[nodiscard]] DivisionTitles read_division_titles(const text::Lexicon& lexicon);

/// Returns the changes that repair the list marks at line starts of `restored`, in order.
/// Change::rule is "enumerator". `titles`: the result of read_division_titles(). `past_changes`:
/// the changes that made `restored`.
///
/// The marks before and after a mark are its neighbours in the same list. Two list marks agree if
/// their numbers or letters are consecutive. The signs at a line start become another mark only in
/// these cases:
/// 1. The new mark agrees with the mark before and the mark after.
/// 2. The new mark agrees with one of the two, and the old signs are no mark: `¢)`, `I11.`.
/// 3. The new mark is the first of a list, and agrees with the mark after.
/// 4. The new mark is the Roman numeral of a heading in capitals, and agrees with the mark before.
/// 5. A `d)` follows another `d)` that continues a list: the second becomes `đ)`.
/// 6. Stray signs stand in front of a mark that agrees with the mark before: `~ b)` becomes `b)`.
/// In cases 1 and 3 to 5, the signs may already form a list mark, such as `d)` in case 5. Such a
/// mark changes only if there is other damage near: a past change at most 200 bytes away.
/// 1. For a change from `d` to `đ`, any past change counts.
/// 2. For other changes, a past change with the Change::rule "stripped" (lost diacritics) does not
///    count.
///
/// With kDiacriticsOnly, the only change is `d` to `đ`. Laws: a second call on the result changes
/// nothing; with kDiacriticsOnly, the text without its diacritics stays the same; lines and tabs
/// stay.
[[nodiscard]] std::vector<Change> repair_enumerators(const DivisionTitles& titles,
                                                     std::string_view restored,
                                                     const std::vector<Change>& past_changes,
                                                     EnumeratorDamage damage);

/// Returns true if `word` may be a number or Roman numeral, perhaps misread: "1l", "HI", "l0".
/// `word`: a list mark without its closing sign. A number needs a digit; a numeral needs an I or a
/// V. Returns false for over five bytes.
[[nodiscard]] bool may_be_enumerator(std::string_view word);

}  // namespace codau::restore
