// document/agencies/agency_list.h — how far a list of agencies reaches in running text: "Sở Y tế,
// Công an tỉnh | tổ chức …" (standards 5.5; ruling 13.9).
#pragma once

#include <cstdint>

#include "document/words/forms.h"
#include "document/words/passage.h"

namespace codau::document {

/// The byte of `words.text` behind the agencies that it begins with; 0 when it begins with none.
/// Names of the list end by what the list knows of them, a place, a bracket and "có liên quan"
/// behind them taken along; any other name ends at the first verb. `is_expected`: a name has to
/// stand there ("phối hợp với …"), so that one of capitals counts whatever its first word. Linear.
[[nodiscard]] std::uint32_t end_of_agencies(const Lexicon& lexicon, const Passage& words,
                                            bool is_expected = false);

}  // namespace codau::document
