// document/agencies/agency_list.h — finds the end of a list of agencies in a sentence: "Sở Y tế,
// Công an tỉnh | tổ chức …" (standards 5.5; ruling 13.9).
#pragma once

#include <cstdint>

#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// Returns the byte of words.text at which the agencies at its beginning end; 0 if it begins with
/// none. A known name ends with its last word; a place, a bracket and "có liên quan" after it
/// belong to it. Any other name ends at the first verb. `is_expected`: a name must stand there
/// ("phối hợp với …"), so a name in capitals counts whatever its first word. Linear.
[[nodiscard]] std::uint32_t find_agencies_end(const Lexicon& lexicon, const Passage& words,
                                              bool is_expected = false);

/// Returns the byte at which the person at the beginning of `words` ends (persons.h), with the post
/// but without the duty: "bà Lê Thị Hà, Trưởng khoa Dược | theo dõi …". Returns 0 if they begin
/// with no person.
[[nodiscard]] std::uint32_t find_acting_person_end(const Lexicon& lexicon, const Passage& words);

}  // namespace codau::document
