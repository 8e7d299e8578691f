// document/agencies/agency_list.h — how far a list of agencies reaches in running text: "Sở Y tế,
// Công an tỉnh | tổ chức …" (standards 5.5; ruling 13.9).
#pragma once

#include <cstdint>

#include "document/words/form_patterns.h"
#include "document/words/passage.h"

namespace codau::document {

/// The byte of `words.text` behind the agencies that it begins with; 0 when it begins with none.
/// Names of the list end by what the list knows of them, a place, a bracket and "có liên quan"
/// behind them taken along; any other name ends at the first verb. `is_expected`: a name has to
/// stand there ("phối hợp với …"), so that one of capitals counts whatever its first word. Linear.
[[nodiscard]] std::uint32_t find_agencies_end(const Lexicon& lexicon, const Passage& words,
                                              bool is_expected = false);

/// The byte behind the person whom the words begin with (persons.h), without the duty behind the
/// post: "bà Lê Thị Hà, Trưởng khoa Dược | theo dõi …"; 0 when they begin with none.
[[nodiscard]] std::uint32_t find_acting_person_end(const Lexicon& lexicon, const Passage& words);

}  // namespace codau::document
