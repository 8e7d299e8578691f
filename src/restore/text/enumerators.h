// restore/text/enumerators.h — the marks of lists and headings ("a)", "1.", "III.", "Điều 2.") that
// a reader damaged or that lost their stroke, repaired by their order (standards 2.3).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/values.h"
#include "text/lexicon.h"

namespace codau::restore {

/// What can have happened to a mark: stripping takes the stroke of đ, a reader may take any sign
/// for another.
enum class MarkDamage : std::uint8_t { kMarksOnly, kAnySign };

/// The words that a mark may stand behind, each with a blank: "Điều ", "Chương " (role "division").
using MarkTitles = std::vector<std::string>;
[[nodiscard]] MarkTitles mark_titles(const text::Lexicon& lexicon);

/// The changes to the marks at line starts of `restored`: only where the marks before and behind
/// agree, or where one does and the sign printed can be no mark ("¢)", "I11."). A sign that is a
/// mark itself ("d)" for "đ)") goes only where `done`, the changes made so far, show damage around
/// it.
/// Laws: what comes of them needs no more of them; with kMarksOnly strip_marks of the text stays;
/// lines and tabs stay.
[[nodiscard]] std::vector<Change> repair_enumerators(const MarkTitles& titles,
                                                     std::string_view restored,
                                                     const std::vector<Change>& done,
                                                     MarkDamage damage);

/// True for what may be a damaged list mark but reads as a word: "1l", "HI", "l0".
[[nodiscard]] bool may_be_mark(std::string_view word);

}  // namespace codau::restore
