// restore/repair/lost_spaces.h — titles in capitals of which an engine made one word: "MUCTIEU" for
// "MỤC TIÊU".
#pragma once

#include <string_view>
#include <vector>

#include "core/values.h"
#include "restore/lexicon/knowledge.h"

namespace codau::restore {

/// The changes that make two words of one of 6 to 12 capitals without marks that nothing knows,
/// where damage is all around (damaged_places.h) and the two are likelier than an abbreviation;
/// none that is less sure than `least`, and no more than a window has titles. `done` are the
/// changes that made `restored`.
[[nodiscard]] std::vector<Change> part_joined_words(const Knowledge& knowledge,
                                                    std::string_view restored,
                                                    const std::vector<Change>& done, double least);

}  // namespace codau::restore
