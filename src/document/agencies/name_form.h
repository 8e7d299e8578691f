// document/agencies/name_form.h — judges by its form whether an unknown name is the name of an
// agency.
#pragma once

#include <string_view>

#include "document/words/form_patterns.h"

namespace codau::document {

/// Returns true if the list need not have the name, because its form shows that it is one:
/// 1. It begins with a head word of bodies, units or posts (roles "organ_head", "name_head").
/// 2. It has at most 16 words, and at least one after a head word that needs one.
/// 3. All of its words are Vietnamese syllables, numbers, abbreviations or words of places.
/// 4. No word of it begins a clause (role "clause_word").
/// 5. Its last word is whole (role "torn_end"), and nothing follows the place that it names.
///
/// `name`: in normal form (standards 7.7).
[[nodiscard]] bool is_well_formed_name(const Lexicon& lexicon, std::string_view name);

/// Returns true if a person has to say whether an unknown name is an agency. The printed name `raw`
/// is then no person (persons.h, or three or four words that begin with a telling family name).
/// Neither `raw` nor its normal form `norm` (standards 7.7) is well formed.
[[nodiscard]] bool is_name_in_doubt(const Lexicon& lexicon, std::string_view raw,
                                    std::string_view norm);

/// Returns true if `words` begin as names of bodies, units and posts do (roles "name_head",
/// "organ_head").
[[nodiscard]] bool begins_with_name_head(const Lexicon& lexicon, std::string_view words);

/// Returns true for a short form that offices use for their own posts and groups. It is in capitals
/// that are no syllable, perhaps with small words and numbers: "TTCM", "GV khối 3,4,5".
[[nodiscard]] bool is_short_form(std::string_view name);

}  // namespace codau::document
