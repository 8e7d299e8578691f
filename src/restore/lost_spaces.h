// restore/lost_spaces.h — titles in capitals of which an engine made one word: "MUCTIEU" for "MỤC
// TIÊU".
#pragma once

#include <string_view>
#include <vector>

#include "core/values.h"
#include "restore/lexicon.h"

namespace codau::restore {

/// The changes that make two words of one in capitals which the model does not have, where damage
/// is all around (damaged_places.h) and the two are likelier than an abbreviation that nobody
/// knows; none that is less sure than `least`. `done` are the changes that made `restored`.
[[nodiscard]] std::vector<Change> part_joined_words(const lm::Model& model, const Lexicon& lexicon,
                                                    std::string_view restored,
                                                    const std::vector<Change>& done, double least);

}  // namespace codau::restore
