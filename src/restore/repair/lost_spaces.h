// restore/repair/lost_spaces.h — splits titles in capitals that an engine ran together: "MUCTIEU"
// for "MỤC TIÊU".
#pragma once

#include <string_view>
#include <vector>

#include "core/values.h"
#include "restore/lexicon/knowledge.h"

namespace codau::restore {

/// Returns the changes to `restored` that split a word into two. `done`: the changes that made
/// `restored`. `least`: least confidence of a change, [0, 1]. Values below 0.9 count as 0.9. A word
/// is split if all of these hold:
/// 1. It has 6 to 12 capitals without marks.
/// 2. It is no word of the model, no known abbreviation, and no part of a code or address.
/// 3. is_damaged() holds for its place (nearby_changes.h).
/// 4. Two words are so much likelier than an unknown abbreviation that the confidence suffices.
/// The first 256 words that satisfy 1 to 3 are looked at.
[[nodiscard]] std::vector<Change> split_joined_words(const Knowledge& knowledge,
                                                     std::string_view restored,
                                                     const std::vector<Change>& done, double least);

}  // namespace codau::restore
