// restore/text/enumerators.h — repairs the marks of lists and headings by their order (standards
// 2.3). Marks are "a)", "1.", "III.", "Điều 2.". An OCR engine may have misread them, or a program
// may have stripped the stroke of "đ)".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "text/lexicon.h"

namespace codau::restore {

/// The damage that marks may have. kDiacriticsOnly: đ may have lost its stroke. kAnySign: an engine
/// may have taken any sign for another.
enum class EnumeratorDamage : std::uint8_t { kDiacriticsOnly, kAnySign };

/// The words before the mark of a heading, each with a space after it: "Điều ", "Chương ".
using DivisionTitles = std::vector<std::string>;
/// Returns the entries of the lexicon with the role "division", each with a space after it.
[[nodiscard]] DivisionTitles read_division_titles(const text::Lexicon& lexicon);

/// Returns the changes to marks at line starts of `restored`. `titles`: read_division_titles().
/// `done`: the changes that made `restored`. A mark agrees with a neighbour if their numbers or
/// letters are consecutive. A mark changes only in these cases:
/// 1. The new mark agrees with the marks before and after.
/// 2. It agrees with one of them, and the printed signs cannot be a mark: `¢)`, `I11.`.
/// 3. It is the first of a list, and the mark after agrees.
/// 4. It is a Roman numeral before a title in capitals, and the mark before agrees.
/// 5. It is `d)` after another `d)` that continued a list: it becomes `đ)`.
/// 6. Stray signs stand before a mark that continues a list: `~ b)`. The signs are removed.
/// Printed signs that can be a mark change only if `done` has changes near them.
/// Laws: a second call on the result changes nothing; with kDiacriticsOnly, strip_diacritics of the
/// text stays; lines and tabs stay.
[[nodiscard]] std::vector<Change> repair_enumerators(const DivisionTitles& titles,
                                                     std::string_view restored,
                                                     const std::vector<Change>& done,
                                                     EnumeratorDamage damage);

/// Returns true if `word`, without its closing sign, may be a number or a Roman numeral, perhaps
/// misread: "1l", "HI", "l0". Words of more than five bytes are excluded.
[[nodiscard]] bool may_be_enumerator(std::string_view word);

}  // namespace codau::restore
