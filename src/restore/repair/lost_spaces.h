// restore/repair/lost_spaces.h — splits words that an OCR engine ran together in titles in
// capitals: "MUCTIEU" for "MỤC TIÊU".
#pragma once

#include <string_view>
#include <vector>

#include "core/values.h"
#include "restore/lexicon/knowledge.h"

namespace codau::restore {

/// Returns the changes to `restored` that split a word into two words with diacritics, in order.
/// Change::rule is "lost_space". `past_changes`: the changes that made `restored`. A word is split
/// if all conditions hold:
/// 1. The word has 6 to 12 letters, all of them capitals without diacritics.
/// 2. The language model lacks the word. The word is not a known abbreviation, not protected
///    (Knowledge::protected_words), and not in a code or address.
/// 3. At least five past changes within 200 bytes undo OCR errors (is_damaged(), nearby_changes.h).
/// 4. The confidence that the word is these two words is at least 0.9, and at least
///    `min_confidence`, [0, 1]. Alternatives are other pairs of words, and an unknown abbreviation.
/// Only the first 256 words with conditions 1 to 3 are examined, which limits the time.
[[nodiscard]] std::vector<Change> split_joined_words(const Knowledge& knowledge,
                                                     std::string_view restored,
                                                     const std::vector<Change>& past_changes,
                                                     double min_confidence);

}  // namespace codau::restore
