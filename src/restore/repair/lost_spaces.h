// restore/repair/lost_spaces.h — splits titles in capitals that an engine ran together: "MUCTIEU"
// for "MỤC TIÊU".
#pragma once

#include <string_view>
#include <vector>

#include "core/values.h"
#include "restore/lexicon/knowledge.h"

namespace codau::restore {

/// Returns the changes that split a word into two. The word must satisfy all of these:
/// 1. It has 6 to 12 capitals without marks, and no list knows it.
/// 2. Damage is all around (nearby_changes.h).
/// 3. The two words are likelier than an abbreviation, with a confidence of at least `least`.
/// A limit bounds the number of words looked at in a window. The changes that made `restored` are
/// in `done`.
[[nodiscard]] std::vector<Change> split_joined_words(const Knowledge& knowledge,
                                                     std::string_view restored,
                                                     const std::vector<Change>& done, double least);

}  // namespace codau::restore
