// restore/text/enumerators.h — repairs marks of lists and headings by their order (standards 2.3).
// Marks are "a)", "1.", "III.", "Điều 2.". A reader damaged them, or they lost their stroke.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "text/lexicon.h"

namespace codau::restore {

/// The possible damage to a mark: stripping takes the stroke of đ, and a reader may take any sign
/// for another.
enum class EnumeratorDamage : std::uint8_t { kDiacriticsOnly, kAnySign };

/// The words before a mark, each with a blank: "Điều ", "Chương " (role "division").
using DivisionTitles = std::vector<std::string>;
[[nodiscard]] DivisionTitles read_division_titles(const text::Lexicon& lexicon);

/// Returns the changes to marks at line starts of `restored`. A mark changes only in these cases:
/// 1. The marks before and after agree.
/// 2. One of them agrees, and the printed sign can be no mark: `¢)`, `I11.`.
/// A sign that is itself a mark, like `d)` for `đ)`, changes only if `done` shows damage around it.
/// The changes made so far are in `done`.
/// Laws: a second call on the result changes nothing; with kDiacriticsOnly strip_diacritics of the
/// text stays; lines and tabs stay.
[[nodiscard]] std::vector<Change> repair_enumerators(const DivisionTitles& titles,
                                                     std::string_view restored,
                                                     const std::vector<Change>& done,
                                                     EnumeratorDamage damage);

/// Returns true for a possible damaged list mark that looks like a word: "1l", "HI", "l0".
[[nodiscard]] bool may_be_enumerator(std::string_view word);

}  // namespace codau::restore
