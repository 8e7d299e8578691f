// document/agencies/name_form.h — whether a name that the list lacks is written as names are.
#pragma once

#include <string_view>

#include "document/words/form_patterns.h"

namespace codau::document {

/// Returns true if the list need not have the name, because its form shows that it is one:
/// - it begins with a head word of bodies, units or posts (roles "organ_head", "name_head");
/// - it has at most 16 words, and one after a head word that needs one;
/// - all of its words are Vietnamese syllables, numbers, abbreviations or words of places;
/// - no word of it begins a clause (role "clause_word");
/// - its last word is whole (role "torn_end"), and nothing follows the place that it names.
/// `name`: in normal form (standards 7.7).
[[nodiscard]] bool is_well_formed_name(const Lexicon& lexicon, std::string_view name);

/// Returns true if a person has to say whether a name that the list lacks is one: `raw` as printed
/// is no person (persons.h, or three or four words after a telling family name), and neither it nor
/// `norm` (standards 7.7) is well formed.
[[nodiscard]] bool is_name_in_doubt(const Lexicon& lexicon, std::string_view raw,
                                    std::string_view norm);

/// Whether words begin as names of bodies, units and posts do (roles "name_head", "organ_head").
[[nodiscard]] bool begins_with_name_head(const Lexicon& lexicon, std::string_view words);

/// "TTCM", "GV khối 3,4,5", "HS toàn trường": capitals that are no syllable, as offices shorten
/// posts and groups of their own; small words and numbers may say which.
[[nodiscard]] bool is_short_form(std::string_view name);

}  // namespace codau::document
