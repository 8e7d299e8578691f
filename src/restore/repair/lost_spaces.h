// restore/repair/lost_spaces.h — splits words of titles in capitals that an OCR engine ran
// together: "MUCTIEU" for "MỤC TIÊU".
#pragma once

#include <string_view>
#include <vector>

#include "core/values.h"
#include "restore/lexicon/knowledge.h"

namespace codau::restore {

/// Returns the changes to `restored` that split a word into two words with diacritics. Change::rule
/// is "lost_space". The list `done` has the changes that made `restored`. The least confidence of a
/// change is `least`, [0, 1]; values below 0.9 count as 0.9. A word is split under these
/// conditions:
/// 1. It has 6 to 12 capitals without diacritics.
/// 2. It is no word of the model, no known abbreviation, and no part of a code or address.
/// 3. The text around it is damaged (is_damaged() of nearby_changes.h).
/// 4. Two words are much likelier than an unknown abbreviation: the confidence reaches `least`.
/// Only the first 256 words with conditions 1 to 3 are looked at, which bounds the time.
[[nodiscard]] std::vector<Change> split_joined_words(const Knowledge& knowledge,
                                                     std::string_view restored,
                                                     const std::vector<Change>& done, double least);

}  // namespace codau::restore
